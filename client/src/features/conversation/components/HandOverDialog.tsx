import type { AgentItem } from '@visavis/shared/api/agents';
import type { PersonRef } from '@visavis/shared/api/conversations';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { agentsQuery, useMe } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { presenceOf } from '../../../lib/presence.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Face } from '../../../ui/Face.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { suggestColleagues, type Colleague } from '../suggest-colleagues.ts';
import styles from './HandOverDialog.module.css';

interface HandOverDialogProps {
  conversation: OpenConversation;
  isOpen: boolean;
  onClose: () => void;
  onHandOver: (to: PersonRef, note: string) => void;
}

/** Gives a conversation to a colleague who can take it, with what they have to know. */
export function HandOverDialog({ conversation, isOpen, onClose, onHandOver }: HandOverDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('conversation.handOver')} width={442} isBare>
      <HandOver
        conversation={conversation}
        onClose={onClose}
        onHandOver={(to, note) => {
          onClose();
          onHandOver(to, note);
        }}
      />
    </Dialog>
  );
}

function HandOver({ conversation, onClose, onHandOver }: Omit<HandOverDialogProps, 'isOpen'>) {
  const { t } = useTranslation();
  const listId = useId();
  const me = useMe();
  const agents = useQuery(agentsQuery).data;
  const [term, setTerm] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const colleagues = suggestColleagues(agents ?? [], { meId: me.id, conversation, term });
  const at = Math.max(
    0,
    colleagues.findIndex(({ agent }) => agent.id === chosenId),
  );
  const chosen = colleagues[at]?.agent;
  const submit = () => {
    if (chosen) onHandOver({ id: chosen.id, name: chosen.displayName, avatarUrl: chosen.avatarUrl }, note);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0 && colleagues.length > 0) {
      event.preventDefault();
      setChosenId(colleagues[(at + by + colleagues.length) % colleagues.length]?.agent.id ?? null);
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
      <div id={listId} role="listbox" aria-label={t('conversation.handOverTo')} className={styles.people}>
        {colleagues.map((colleague) => (
          <Person
            key={colleague.agent.id}
            id={`${listId}-${colleague.agent.id}`}
            colleague={colleague}
            contactName={conversation.contact.name}
            isChosen={colleague.agent === chosen}
            onChoose={() => setChosenId(colleague.agent.id)}
          />
        ))}
        {agents && colleagues.length === 0 && (
          <p className={styles.nobody}>{t('conversation.nobodyFound')}</p>
        )}
      </div>
      {chosen && (
        <label className={styles.note}>
          <span>{t('conversation.noteFor', { name: firstName(chosen.displayName) })}</span>
          <textarea
            rows={2}
            maxLength={10_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              submit();
            }}
          />
        </label>
      )}
      <div className={styles.foot}>
        <span className="grow t12 mut">{t('conversation.clockGoesOn')}</span>
        <Button size="small" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button size="small" tone="primary" keys="enter" disabled={!chosen} onClick={submit}>
          {chosen
            ? t('conversation.handOverToName', { name: firstName(chosen.displayName) })
            : t('conversation.handOver')}
        </Button>
      </div>
    </div>
  );
}

interface PersonProps {
  id: string;
  colleague: Colleague;
  contactName: string;
  isChosen: boolean;
  onChoose: () => void;
}

function Person({ id, colleague, contactName, isChosen, onChoose }: PersonProps) {
  const { t } = useTranslation();
  const { agent, isSuggested, knownFrom } = colleague;
  const isAway = agent.availability === 'off' || agent.availability === 'away';
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are the field's, by aria-activedescendant
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={styles.person}
      ref={isChosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      onClick={onChoose}
    >
      <Face
        name={agent.displayName}
        src={agent.avatarUrl}
        size={32}
        presence={presenceOf(agent.availability)}
        isAway={isAway}
        isDecorative
      />
      <span className="grow">
        <b>{agent.displayName}</b>
        <small>
          {knownFrom > 0
            ? t('conversation.knowsContact', { name: firstName(contactName), count: knownFrom })
            : agent.helpsWith}
        </small>
      </span>
      {isSuggested && <Chip tone="accent">{t('conversation.suggested')}</Chip>}
      <Room agent={agent} isAway={isAway} />
    </div>
  );
}

function Room({ agent, isAway }: { agent: AgentItem; isAway: boolean }) {
  const { t } = useTranslation();
  const free = agent.capacity - agent.openCount;
  if (isAway) return <span className="t12 mut">{t(`common.availability.${agent.availability}`)}</span>;
  if (free <= 0 || agent.availability === 'busy')
    return <span className="t12 mut">{t('conversation.full')}</span>;
  return <span className="t12 sec num">{t('conversation.free', { count: free })}</span>;
}
