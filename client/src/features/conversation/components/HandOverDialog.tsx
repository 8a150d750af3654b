import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { teamsQuery, useMe } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { colleaguesQuery } from '../../../lib/hand-over.queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { CheckField } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Skeleton, SkeletonBar } from '../../../ui/Skeleton.tsx';
import type { HandOverWish } from '../conversation.mutations.ts';
import { handOverTargets, type HandOverTarget } from '../hand-over-targets.ts';
import styles from './HandOverDialog.module.css';
import { HandOverTargets } from './HandOverTargets.tsx';

interface HandOverDialogProps {
  conversation: OpenConversation;
  isOpen: boolean;
  onClose: () => void;
  onHandOver: (wish: HandOverWish) => void;
}

/** Gives a conversation to a colleague who can take it, or to a team, with what they have to know. */
export function HandOverDialog({ conversation, isOpen, onClose, onHandOver }: HandOverDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('conversation.handOver')} width={460} isBare>
      <HandOver
        conversation={conversation}
        onClose={onClose}
        onHandOver={(wish) => {
          onClose();
          onHandOver(wish);
        }}
      />
    </Dialog>
  );
}

function HandOver({ conversation, onClose, onHandOver }: Omit<HandOverDialogProps, 'isOpen'>) {
  const { t } = useTranslation();
  const listId = useId();
  const me = useMe();
  const colleagues = useQuery(colleaguesQuery(conversation.id));
  const teams = useQuery(teamsQuery).data ?? [];
  const [term, setTerm] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  // Whom the customer knows, another has to follow with a word.
  const [isAnnounced, setAnnounced] = useState(
    conversation.knows !== null && conversation.knows.id === (conversation.assignee?.id ?? me.id),
  );
  const targets = handOverTargets(colleagues.data ?? [], teams, { ownTeamId: conversation.team.id, term });
  const at = Math.max(
    0,
    targets.findIndex(({ id }) => id === chosenId),
  );
  const chosen = colleagues.isPending ? undefined : targets[at];
  const submit = () => {
    if (chosen) onHandOver({ target: chosen, note, isAnnounced });
  };
  const onSubmitKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0 && targets.length > 0) {
      event.preventDefault();
      setChosenId(targets[(at + by + targets.length) % targets.length]?.id ?? null);
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    }
  };
  return (
    <div className={styles.dialog}>
      <div className={styles.find}>
        <Icon of={IconSearch} />
        <input
          role="combobox"
          aria-label={t('conversation.handOverTo')}
          placeholder={t('conversation.handOverTo')}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          autoComplete="off"
          data-autofocus
          value={term}
          onChange={(event) => setTerm(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {colleagues.isPending && (
        <Skeleton>
          <div className={styles.coming}>
            <SkeletonBar width="70%" height={12} />
            <SkeletonBar width="52%" height={12} />
            <SkeletonBar width="64%" height={12} />
          </div>
        </Skeleton>
      )}
      {colleagues.isError && (
        <p className={styles.nobody} role="alert">
          {t('handOver.loadFailed')}{' '}
          <Button size="small" onClick={() => void colleagues.refetch()}>
            {t('common.retry')}
          </Button>
        </p>
      )}
      <HandOverTargets
        id={listId}
        targets={colleagues.isPending ? [] : targets}
        chosen={chosen}
        conversation={conversation}
        onChoose={setChosenId}
      />
      {!colleagues.isPending && targets.length === 0 && (
        <p className={styles.nobody}>{t('handOver.nobodyFound')}</p>
      )}
      {chosen && (
        <>
          <NoteField name={nameOf(chosen)} value={note} onChange={setNote} onKeyDown={onSubmitKeys} />
          <Announcement
            target={chosen}
            isAnnounced={isAnnounced}
            onChange={setAnnounced}
            onKeyDown={onSubmitKeys}
          />
        </>
      )}
      <div className={styles.foot}>
        <span className="grow t12 mut">{t('conversation.clockGoesOn')}</span>
        <Button size="small" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button size="small" tone="primary" keys="enter" disabled={!chosen} onClick={submit}>
          {chosen ? t('conversation.handOverToName', { name: nameOf(chosen) }) : t('conversation.handOver')}
        </Button>
      </div>
    </div>
  );
}

function nameOf(target: HandOverTarget): string {
  return target.kind === 'person' ? firstName(target.colleague.agent.name) : target.team.name;
}

interface NoteFieldProps {
  name: string;
  value: string;
  onChange: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function NoteField({ name, value, onChange, onKeyDown }: NoteFieldProps) {
  const { t } = useTranslation();
  return (
    <label className={styles.note}>
      <span>{t('handOver.noteFor', { name })}</span>
      <textarea
        rows={2}
        maxLength={10_000}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}

interface AnnouncementProps {
  target: HandOverTarget;
  isAnnounced: boolean;
  onChange: (isAnnounced: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** With the very sentence that the customer would read. */
function Announcement({ target, isAnnounced, onChange, onKeyDown }: AnnouncementProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.announce}>
      <CheckField
        label={t('handOver.announce')}
        checked={isAnnounced}
        onChange={(event) => onChange(event.currentTarget.checked)}
        onKeyDown={onKeyDown}
      />
      {isAnnounced && (
        <div className={styles.preview} aria-live="polite">
          {target.kind === 'person' ? (
            <>
              <span>{t('handOver.announceHelp')}</span>
              <p dir="auto">{target.colleague.introduction}</p>
            </>
          ) : (
            <span>{t('handOver.announceTeam')}</span>
          )}
        </div>
      )}
    </div>
  );
}
