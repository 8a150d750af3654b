import type { AgentItem } from '@visavis/shared/api/agents';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Face } from '../../ui/Face.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { levelIn, levels as allLevels, type Ability, type Level } from './skill-levels.ts';
import styles from './Skills.module.css';
import type { SkillLevels } from './use-skill-levels.ts';

export interface SkillsShapeProps {
  people: AgentItem[];
  abilities: Ability[];
  levels: SkillLevels;
  mayEdit: (agent: AgentItem) => boolean;
  /** Null for whoever must not change the list of skills. */
  onEdit: ((ability: Ability) => void) | null;
  onDelete: ((ability: Ability) => void) | null;
}

interface Place {
  row: number;
  column: number;
}

const STEPS: Record<string, [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** One tab stop: arrows move, 0 to 3 set a level, Enter and a click take the next one. */
export function SkillsMatrix({ people, abilities, levels, mayEdit, onEdit, onDelete }: SkillsShapeProps) {
  const { t } = useTranslation();
  const grid = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const lastRow = people.length - 1;
  const lastColumn = abilities.length - 1;
  const here = { row: Math.min(place.row, lastRow), column: Math.min(place.column, lastColumn) };
  const go = ({ row, column }: Place) => {
    const next = { row: between(row, lastRow), column: between(column, lastColumn) };
    setPlace(next);
    grid.current?.querySelector<HTMLElement>(`[data-place="${next.row}:${next.column}"]`)?.focus();
  };
  const set = (at: Place, level: Level) => {
    const agent = people[at.row];
    const ability = abilities[at.column];
    if (agent && ability && mayEdit(agent)) levels.set(agent, ability, level);
  };
  const onKeyDown = (event: KeyboardEvent, at: Place) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    const level = allLevels.find((one) => String(one) === event.key);
    if (step) go({ row: at.row + step[0], column: at.column + step[1] });
    else if (event.key === 'Home') go({ ...at, column: 0 });
    else if (event.key === 'End') go({ ...at, column: lastColumn });
    else if (event.key === 'Delete' || event.key === 'Backspace') set(at, 0);
    else if (level !== undefined) set(at, level);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.scroll}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the ARIA grid pattern takes a table */}
      <table role="grid" ref={grid} className={styles.matrix} aria-label={t('settings.sections.skills')}>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {t('schedule.person')}
            </th>
            {abilities.map((ability) => (
              <AbilityHead key={ability.id} ability={ability} onEdit={onEdit} onDelete={onDelete} />
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((agent, row) => (
            <tr key={agent.id} aria-busy={levels.isSaving(agent.id) || undefined}>
              <th scope="row">
                <span className="row">
                  <Face name={agent.displayName} src={agent.avatarUrl} isDecorative />
                  <span className="ell">{agent.displayName}</span>
                </span>
              </th>
              {abilities.map((ability, column) => (
                <td key={ability.id} data-kind={ability.kind}>
                  <LevelCell
                    label={`${agent.displayName}, ${ability.name}`}
                    level={levelIn(levels.of(agent), ability)}
                    place={{ row, column }}
                    isHere={here.row === row && here.column === column}
                    isFixed={!mayEdit(agent)}
                    onSet={(level) => set({ row, column }, level)}
                    onFocus={() => setPlace({ row, column })}
                    onKeyDown={onKeyDown}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const between = (value: number, last: number) => Math.max(0, Math.min(last, value));

interface LevelCellProps {
  label: string;
  level: Level;
  place: Place;
  isHere: boolean;
  isFixed: boolean;
  onSet: (level: Level) => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent, at: Place) => void;
}

function LevelCell({ label, level, place, isHere, isFixed, onSet, onFocus, onKeyDown }: LevelCellProps) {
  const { t } = useTranslation();
  const next = ((level + 1) % 4) as Level satisfies Level;
  return (
    <button
      type="button"
      className={styles.cell}
      data-place={`${place.row}:${place.column}`}
      tabIndex={isHere ? 0 : -1}
      aria-label={`${label}: ${level} ${t(`schedule.level.${level}`)}`}
      aria-disabled={isFixed || undefined}
      title={t(`schedule.level.${level}`)}
      onClick={() => onSet(next)}
      onFocus={onFocus}
      onKeyDown={(event) => onKeyDown(event, place)}
    >
      <span className={styles.dots} data-level={level} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </button>
  );
}

function AbilityHead({
  ability,
  onEdit,
  onDelete,
}: { ability: Ability } & Pick<SkillsShapeProps, 'onEdit' | 'onDelete'>) {
  const label = ability.name;
  return (
    <th scope="col" data-kind={ability.kind} title={ability.skill?.description || label}>
      <span className={styles.headWords}>{label}</span>
      {ability.kind === 'skill' && onEdit && onDelete && (
        <AbilityMenu ability={ability} onEdit={onEdit} onDelete={onDelete} />
      )}
    </th>
  );
}

/** What can be done with a skill itself. */
export function AbilityMenu({
  ability,
  onEdit,
  onDelete,
}: {
  ability: Ability;
  onEdit: (ability: Ability) => void;
  onDelete: (ability: Ability) => void;
}) {
  const { t } = useTranslation();
  const label = `${t('common.more')}: ${ability.name}`;
  return (
    <Menu
      label={label}
      entries={[
        { label: t('common.edit'), icon: IconPencil, onSelect: () => onEdit(ability) },
        { label: t('schedule.delete'), icon: IconTrash, isDanger: true, onSelect: () => onDelete(ability) },
      ]}
      target={<Button tone="quiet" size="small" icon={IconDots} aria-label={label} />}
    />
  );
}
