import type { Availability } from '@visavis/shared/api/session';
import type { TeamBoard, TeamBoardPerson } from '@visavis/shared/api/team-board';
import { IconArrowsRight, IconDots } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAvailabilityWords } from '../../lib/availability.ts';
import { cx } from '../../lib/class-names.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { presenceOf } from '../../lib/presence.ts';
import { Button } from '../../ui/Button.tsx';
import { Face } from '../../ui/Face.tsx';
import { LoadBar } from '../../ui/LoadBar.tsx';
import { Menu, type MenuEntry } from '../../ui/Menu.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { draggedConversation, isConversationDrag } from './dragged-conversation.ts';
import { OpenList } from './OpenList.tsx';
import { ShiftLine } from './ShiftLine.tsx';
import styles from './TeamBoard.module.css';
import { useSetAvailability } from './team-board.queries.ts';

interface PersonRowProps {
  person: TeamBoardPerson;
  board: TeamBoard;
  onGive: (conversationId: string, toAgentId: string | null) => void;
  onHandOverAll: (person: TeamBoardPerson) => void;
}

/** One of the team: here or not, how full, the shift of the day, and what is open. A conversation can be dropped on it. */
export function PersonRow({ person, board, onGive, onHandOverAll }: PersonRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isTarget, setTarget] = useState(false);
  const { agent, state, open, openCount } = person;
  const isAway = state.availability === 'away' || state.availability === 'off';
  const over = (event: DragEvent) => {
    if (!isConversationDrag(event)) return;
    event.preventDefault();
    setTarget(true);
  };
  const drop = (event: DragEvent) => {
    setTarget(false);
    const id = draggedConversation(event);
    if (id === null) return;
    event.preventDefault();
    onGive(id, agent.id);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping only repeats the buttons of the rows
    <li
      className={cx(styles.person, isTarget && styles.target)}
      aria-label={agent.name}
      onDragOver={over}
      onDragLeave={() => setTarget(false)}
      onDrop={drop}
    >
      <Face
        name={agent.name}
        src={agent.avatarUrl}
        size={36}
        presence={presenceOf(state.availability)}
        isAway={isAway}
        isDecorative
      />
      <div className={styles.who}>
        <b className="ell">{agent.name}</b>
        <small>{useStateWords(person)}</small>
      </div>
      <LoadBar
        load={person.load}
        capacity={person.capacity}
        words={t('teamBoard.load', {
          load: format.count(person.load),
          capacity: format.count(person.capacity),
        })}
      />
      <ShiftLine shifts={person.shifts} absence={person.absence} day={board.day} />
      <PersonMenu person={person} teamId={board.team.id} onHandOverAll={onHandOverAll} />
      <div className={styles.open}>
        {openCount === 0 ? (
          <span className="mut">{t('teamBoard.nothingOpen')}</span>
        ) : (
          <OpenList items={open} onGive={(id) => onGive(id, null)} />
        )}
        {openCount > open.length && (
          <span className="mut">{t('teamBoard.more', { count: openCount - open.length })}</span>
        )}
      </div>
    </li>
  );
}

/** `Weg, Pause, zurück um 14:30`: what somebody said of themselves, and never for how long already. */
function useStateWords({ state, isPresent, absence }: TeamBoardPerson): string {
  const { t } = useTranslation();
  const words = useAvailabilityWords();
  const said = words({ ...state, returnsAt: state.returnsAt ?? absence?.endsAt ?? null });
  const isAtWork = state.availability === 'available' || state.availability === 'busy';
  return isAtWork && !isPresent ? `${said}, ${t('teamBoard.noScreen')}` : said;
}

const settable: readonly Availability[] = ['available', 'busy', 'away', 'off'];

function PersonMenu({
  person,
  teamId,
  onHandOverAll,
}: { person: TeamBoardPerson; teamId: string } & Pick<PersonRowProps, 'onHandOverAll'>) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const { mutate } = useSetAvailability(teamId);
  const { agent, state } = person;
  const set = (availability: Availability) =>
    mutate(
      { agentId: agent.id, availability },
      { onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }) },
    );
  const entries: MenuEntry[] = [
    {
      label: t('teamBoard.handOverAll'),
      icon: IconArrowsRight,
      isDisabled: person.openCount === 0,
      onSelect: () => onHandOverAll(person),
    },
    { kind: 'divider' },
    { kind: 'heading', label: t('teamBoard.setAvailability') },
    ...settable.map((availability) => ({
      label: t(`common.availability.${availability}`),
      isChecked: state.availability === availability,
      onSelect: () => set(availability),
    })),
  ];
  const label = t('teamBoard.actionsFor', { name: agent.name });
  return (
    <Menu
      label={label}
      entries={entries}
      target={<Button tone="quiet" size="small" icon={IconDots} aria-label={label} />}
    />
  );
}
