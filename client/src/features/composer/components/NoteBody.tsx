import type { AgentItem } from '@visavis/shared/api/agents';
import { IconCheck, IconHelpCircle, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { mentionable, mentionAt, mentionedIn, mentionName, type MentionSearch } from '../mentions.ts';
import type { ComposerModel } from '../use-composer.ts';
import styles from './Composer.module.css';
import { ComposerText } from './ComposerText.tsx';
import { MentionList } from './MentionList.tsx';

interface NoteBodyProps {
  model: ComposerModel;
  textRef: RefObject<HTMLTextAreaElement | null>;
}

/** A note for the team: an `@` brings colleagues to choose from. */
export function NoteBody({ model, textRef }: NoteBodyProps) {
  const { t } = useTranslation();
  const { state, change, note } = model;
  const mention = useMention(model, textRef);
  return (
    <>
      {mention.people.length > 0 && (
        <MentionList id={mention.listId} people={mention.people} at={mention.at} onChoose={mention.choose} />
      )}
      <ComposerText
        ref={textRef}
        value={state.note}
        aria-label={t('composer.noteForm')}
        placeholder={t('composer.notePlaceholder')}
        maxLength={10_000}
        {...mention.aria}
        onText={(text, caret) => {
          change({ note: text });
          mention.look(text, caret);
        }}
        onKeyDown={mention.onKeyDown}
        onBlur={mention.close}
      />
      <Asks model={model} />
      {note.error && (
        <div className={styles.refusal} role="alert">
          <span className="grow">{note.error}</span>
        </div>
      )}
      <div className={styles.bottom}>
        <span className={styles.aside}>
          <Icon of={IconInfoCircle} size={14} /> {t('composer.mentionHint')}
        </span>
        <span className="grow" />
        <span className={styles.send}>
          <Button
            type="submit"
            tone="primary"
            keys="mod+enter"
            isBusy={note.isAdding}
            disabled={state.note.trim() === ''}
          >
            {t('composer.addNote')}
          </Button>
        </span>
      </div>
    </>
  );
}

/** Whoever is mentioned can be asked: they find the question with a field for the answer, and it stays open until then. */
function Asks({ model: { me, state, note } }: { model: ComposerModel }) {
  const { t } = useTranslation();
  const agents = useQuery(agentsQuery).data ?? [];
  const mentioned = mentionedIn(state.note, agents).filter((id) => id !== me.id);
  if (mentioned.length === 0) return null;
  return (
    <div
      className={styles.asks}
      role="group"
      aria-label={t('handOver.ask.hint')}
      title={t('handOver.ask.hint')}
    >
      {mentioned.map((id) => {
        const name = firstName(agents.find((agent) => agent.id === id)?.displayName ?? '');
        const isAsked = note.asked.includes(id);
        return (
          <button
            key={id}
            type="button"
            className={styles.ask}
            aria-pressed={isAsked}
            onClick={() => note.setAsks(id, !isAsked)}
          >
            <Icon of={isAsked ? IconCheck : IconHelpCircle} size={14} />
            {t('handOver.ask.toggle', { name })}
          </button>
        );
      })}
    </div>
  );
}

function useMention({ me, state, change }: ComposerModel, textRef: NoteBodyProps['textRef']) {
  const listId = useId();
  const agents = useQuery(agentsQuery).data ?? [];
  const [search, setSearch] = useState<MentionSearch | null>(null);
  const [chosen, setChosen] = useState(0);
  const people = search ? mentionable(agents, search.term, me.id) : [];
  const at = Math.min(chosen, people.length - 1);

  const choose = (agent: AgentItem) => {
    if (!search) return;
    const name = `@${mentionName(agent, agents)} `;
    const end = search.start + 1 + search.term.length;
    change({ note: state.note.slice(0, search.start) + name + state.note.slice(end).trimStart() });
    setSearch(null);
    const caret = search.start + name.length;
    requestAnimationFrame(() => textRef.current?.setSelectionRange(caret, caret));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (people.length === 0) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) setChosen((at + by + people.length) % people.length);
    const isChoice = (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab';
    const agent = people[at];
    if (isChoice && agent) choose(agent);
    if (event.key === 'Escape') setSearch(null);
    if (by !== 0 || isChoice || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const isOpen = people.length > 0;
  return {
    listId,
    people,
    at,
    choose,
    onKeyDown,
    close: () => setSearch(null),
    look: (text: string, caret: number) => {
      setSearch(mentionAt(text, caret));
      setChosen(0);
    },
    aria: {
      'aria-autocomplete': 'list' as const,
      'aria-expanded': isOpen,
      ...(isOpen ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${at}` } : {}),
    },
  };
}
