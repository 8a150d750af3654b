import type { AwayReason, SetAvailabilityRequest } from '@visavis/shared/api/schedule';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/directory.queries.ts';
import { useFormat } from '../../../lib/format.ts';
import { serverNow } from '../../../lib/server-clock.ts';
import { addDays, instantOf, wallTimeOf } from '../../../lib/zoned-time.ts';
import { Dialog, SubmitActions } from '../../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { Form } from '../../../ui/Page.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';

interface AwayDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onAway: (request: SetAvailabilityRequest) => void;
}

const REASONS = ['break', 'meeting', 'training', 'leave', 'sick', 'other'] as const satisfies AwayReason[];
const CHOICES = ['15', '30', '60', 'time', 'open'] as const;
type Choice = (typeof CHOICES)[number];
const MINUTE_MS = 60_000;

/** Away, why, and until when: a few minutes, a time of day, or open. */
export function AwayDialog({ isOpen, onClose, onAway }: AwayDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('inbox.away.title')} width={420}>
      <AwayForm onClose={onClose} onAway={onAway} />
    </Dialog>
  );
}

function AwayForm({ onClose, onAway }: Omit<AwayDialogProps, 'isOpen'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { timeZone } = useMe().organisation;
  const [reason, setReason] = useState<(typeof REASONS)[number]>('break');
  const [choice, setChoice] = useState<Choice>('30');
  const [time, setTime] = useState(() => wallTimeOf(serverNow() + 60 * MINUTE_MS, timeZone).time);
  const back = backAt(choice, time, timeZone);
  const submit = () => {
    onAway({
      availability: 'away',
      reason,
      returnsAt: back === null ? null : new Date(back).toISOString(),
    });
    onClose();
  };
  return (
    <Form onSubmit={submit}>
      <SelectField
        label={t('inbox.away.reason')}
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`common.awayReason.${value}`) }))}
        onChange={(event) =>
          setReason(REASONS.find((value) => value === event.currentTarget.value) ?? 'other')
        }
      />
      <div>
        <p className="t12 b5 sec" aria-hidden="true">
          {t('inbox.away.back')}
        </p>
        <SegmentedControl
          label={t('inbox.away.back')}
          value={choice}
          options={CHOICES.map((value) => ({ value, label: t(`inbox.away.choice.${value}`) }))}
          onChange={setChoice}
          isWide
        />
      </div>
      {choice === 'time' && (
        <TextField
          label={t('inbox.away.time')}
          type="time"
          required
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      )}
      <p className="t12 mut" role="status">
        {back === null ? t('inbox.away.openHelp') : t('inbox.away.help', { moment: format.moment(back) })}
      </p>
      <p className="t12 mut">{t('inbox.away.work')}</p>
      <SubmitActions onCancel={onClose} words={t('inbox.away.go')} />
    </Form>
  );
}

/** A time of day that is over today is one of tomorrow. */
function backAt(choice: Choice, time: string, timeZone: string): number | null {
  if (choice === 'open' || (choice === 'time' && time === '')) return null;
  const now = serverNow();
  if (choice !== 'time') return Math.ceil((now + Number(choice) * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  const { date } = wallTimeOf(now, timeZone);
  const today = instantOf({ date, time }, timeZone);
  return today > now ? today : instantOf({ date: addDays(date, 1), time }, timeZone);
}
