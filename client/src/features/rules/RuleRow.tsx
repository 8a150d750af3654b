import type { RoutingRuleItem } from '@visavis/shared/api/routing';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowRight,
  IconArrowUp,
  IconDots,
  IconGripVertical,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { SkeletonBar } from '../../ui/Skeleton.tsx';
import { ruleSentence, type SentenceWords } from './rule-sentence.ts';
import styles from './rules.module.css';

/** Up to here the server counts. */
const MOST_MATCHES = 1000;

interface RuleRowProps {
  rule: RoutingRuleItem;
  place: number;
  count: number;
  /** Null until every name is known. */
  words: SentenceWords | null;
  isDragged: boolean;
  isDragging: boolean;
  onDrag: (id: string | null) => void;
  /** Before the rule at this place of the list as it is. */
  onDrop: (at: number) => void;
  /** To this place of the list without the rule itself. */
  onMove: (to: number) => void;
  onToggle: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

/** One rule: its place, its sentence, what is wrong with it and how often it matched. */
export function RuleRow({ rule, place, count, words, isDragged, isDragging, ...on }: RuleRowProps) {
  const { t } = useTranslation();
  const row = useRef<HTMLLIElement>(null);
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null);
  const target = {
    onDragOver: (event: DragEvent) => {
      if (!isDragging || !row.current) return;
      event.preventDefault();
      const { top, height } = row.current.getBoundingClientRect();
      setEdge(event.clientY < top + height / 2 ? 'top' : 'bottom');
    },
    onDragLeave: () => setEdge(null),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      on.onDrop(edge === 'top' ? place : place + 1);
      setEdge(null);
    },
  };
  return (
    <li
      ref={row}
      className={styles.rule}
      data-off={!rule.isActive}
      data-dragged={isDragged}
      data-edge={edge}
      aria-label={rule.name}
      {...target}
    >
      <Handle rule={rule} row={row} place={place} onDrag={on.onDrag} onMove={on.onMove} />
      <span className={styles.place} aria-hidden="true">
        {place + 1}
      </span>
      <button type="button" className={styles.sentence} onClick={on.onEdit}>
        <span className={styles.name} dir="auto">
          {rule.name}
          {!rule.isActive && <Chip tone="outline">{t('rules.isOff')}</Chip>}
        </span>
        <Sentence rule={rule} words={words} />
      </button>
      <input
        type="checkbox"
        role="switch"
        className={styles.switch}
        aria-label={t('rules.switchOf', { name: rule.name })}
        title={t('rules.on')}
        checked={rule.isActive}
        aria-checked={rule.isActive}
        onChange={on.onToggle}
      />
      <Menu
        label={t('rules.more', { name: rule.name })}
        target={<Button tone="quiet" icon={IconDots} aria-label={t('rules.more', { name: rule.name })} />}
        entries={[
          { label: t('common.edit'), icon: IconPencil, onSelect: on.onEdit },
          {
            label: t('rules.moveUp'),
            icon: IconArrowUp,
            isDisabled: place === 0,
            onSelect: () => on.onMove(place - 1),
          },
          {
            label: t('rules.moveDown'),
            icon: IconArrowDown,
            isDisabled: place === count - 1,
            onSelect: () => on.onMove(place + 1),
          },
          { kind: 'divider' },
          { label: t('rules.delete'), icon: IconTrash, isDanger: true, onSelect: on.onDelete },
        ]}
      />
      <Notes rule={rule} />
    </li>
  );
}

interface HandleProps {
  rule: RoutingRuleItem;
  row: { current: HTMLElement | null };
  place: number;
  onDrag: (id: string | null) => void;
  onMove: (to: number) => void;
}

/** Is dragged with the pointer, and moves the rule with the arrow keys. */
function Handle({ rule, row, place, onDrag, onMove }: HandleProps) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (place + step >= 0) onMove(place + step);
  };
  return (
    <button
      type="button"
      className={styles.handle}
      draggable
      aria-label={t('rules.move', { name: rule.name })}
      aria-keyshortcuts="ArrowUp ArrowDown"
      title={t('rules.moveHelp')}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', rule.name);
        if (row.current) event.dataTransfer.setDragImage(row.current, 16, 16);
        onDrag(rule.id);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <Icon of={IconGripVertical} size={16} />
    </button>
  );
}

function Sentence({ rule, words }: { rule: RoutingRuleItem; words: SentenceWords | null }) {
  if (words === null) return <SkeletonBar width="70%" />;
  const { when, does } = ruleSentence(rule, words);
  return (
    <span className={styles.words} dir="auto">
      {when} <Icon of={IconArrowRight} size={14} /> <b>{does}</b>
    </span>
  );
}

function Notes({ rule }: { rule: RoutingRuleItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasons = [...new Set(rule.faults.map(({ reason }) => reason))];
  return (
    <div className={styles.notes}>
      {reasons.map((reason) => (
        <p key={reason} className={styles.fault}>
          <Icon of={IconAlertTriangle} size={14} />
          {t(`rules.fault.${reason}`)}
        </p>
      ))}
      {rule.isActive && reasons.length === 0 && (
        <p className={styles.matched}>
          {rule.matchedLately >= MOST_MATCHES
            ? t('rules.matchedMany', { number: format.count(MOST_MATCHES) })
            : rule.matchedLately === 0
              ? t('rules.matchedNever')
              : t('rules.matched', {
                  count: rule.matchedLately,
                  formatted: format.count(rule.matchedLately),
                })}
        </p>
      )}
    </div>
  );
}
