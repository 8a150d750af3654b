import { IconClock, IconMessage } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { firstName, useFormat } from '../../../lib/format.ts';
import { serverNow } from '../../../lib/server-clock.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { CheckField, TextField } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { forDateTimeField, snoozeTimes } from '../../../lib/snooze-times.ts';
import styles from './SnoozeDialog.module.css';

interface SnoozeDialogProps {
  isOpen: boolean;
  onClose: () => void;
  contactName: string;
  /** Null: until the customer writes. */
  onChoose: (until: Date | null, isForCustomer: boolean) => void;
}

/** Puts a conversation off: to a time, or until the customer writes. */
export function SnoozeDialog({ isOpen, onClose, contactName, onChoose }: SnoozeDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('conversation.snooze.title')} width={380}>
      <Choices
        contactName={contactName}
        onChoose={(until, isForCustomer) => {
          onClose();
          onChoose(until, isForCustomer);
        }}
      />
    </Dialog>
  );
}

function Choices({ contactName, onChoose }: Pick<SnoozeDialogProps, 'contactName' | 'onChoose'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const [now] = useState(() => new Date(serverNow()));
  const [own, setOwn] = useState(() => forDateTimeField(new Date(now.getTime() + 2 * 3_600_000)));
  const [isForCustomer, setIsForCustomer] = useState(false);
  const chosen = new Date(own);
  const isPast = !(chosen.getTime() > now.getTime());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPast) onChoose(chosen, isForCustomer);
  };
  return (
    <>
      {/* Above what acts at once. */}
      <div className={styles.wish}>
        <CheckField
          label={t('conversation.snooze.forCustomer', { name: firstName(contactName) })}
          help={t('conversation.snooze.forCustomerHint')}
          checked={isForCustomer}
          onChange={(event) => setIsForCustomer(event.currentTarget.checked)}
        />
      </div>
      <div className={styles.choices}>
        {snoozeTimes(now).map(({ preset, at }, index) => (
          <button
            key={preset}
            type="button"
            className={styles.choice}
            onClick={() => onChoose(at, isForCustomer)}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
          >
            <Icon of={IconClock} />
            <span>{t(`conversation.snooze.${preset}`)}</span>
            <span>{format.moment(at)}</span>
          </button>
        ))}
        <button type="button" className={styles.choice} onClick={() => onChoose(null, isForCustomer)}>
          <Icon of={IconMessage} />
          <span>{t('conversation.snooze.untilCustomer', { name: firstName(contactName) })}</span>
        </button>
      </div>
      <form className={styles.own} onSubmit={submit}>
        <TextField
          label={t('conversation.snooze.own')}
          type="datetime-local"
          value={own}
          min={forDateTimeField(now)}
          error={isPast ? t('conversation.snooze.past') : null}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        <Button type="submit" disabled={isPast}>
          {t('conversation.snooze.set')}
        </Button>
      </form>
    </>
  );
}
