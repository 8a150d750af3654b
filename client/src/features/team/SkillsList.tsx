import type { AgentItem } from '@visavis/shared/api/agents';
import { useTranslation } from 'react-i18next';
import { Face } from '../../ui/Face.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { levelIn, levels as allLevels, type Ability, type Level } from './skill-levels.ts';
import { AbilityMenu, type SkillsShapeProps } from './SkillsMatrix.tsx';
import styles from './Skills.module.css';

/** The matrix of a phone: person by person, all levels below the name. */
export function SkillsList({ people, abilities, levels, mayEdit, onEdit, onDelete }: SkillsShapeProps) {
  const { t } = useTranslation();
  const skills = abilities.filter(({ kind }) => kind === 'skill');
  return (
    <>
      <ul className={styles.people} aria-label={t('settings.sections.skills')}>
        {people.map((agent) => (
          <li key={agent.id} aria-busy={levels.isSaving(agent.id) || undefined}>
            <details>
              <summary>
                <Face name={agent.displayName} src={agent.avatarUrl} isDecorative size={32} />
                <span className="grow">
                  <span className="b5">{agent.displayName}</span>
                  <span className={`${styles.summary} mut t12`}>
                    {summaryOf(agent, abilities, levels) || t('schedule.skills.none')}
                  </span>
                </span>
              </summary>
              {abilities.map((ability) => (
                <LevelRow
                  key={ability.id}
                  agent={agent}
                  ability={ability}
                  level={levelIn(levels.of(agent), ability)}
                  isFixed={!mayEdit(agent)}
                  onSet={(level) => levels.set(agent, ability, level)}
                />
              ))}
            </details>
          </li>
        ))}
      </ul>
      {onEdit && onDelete && skills.length > 0 && (
        <details className={styles.people}>
          <summary>{t('schedule.skills.manage')}</summary>
          {skills.map((ability) => (
            <div key={ability.id} className={styles.levelRow}>
              <span className="grow">{ability.name}</span>
              <AbilityMenu ability={ability} onEdit={onEdit} onDelete={onDelete} />
            </div>
          ))}
        </details>
      )}
    </>
  );
}

function summaryOf(agent: AgentItem, abilities: Ability[], levels: SkillsShapeProps['levels']): string {
  return abilities
    .filter((ability) => levelIn(levels.of(agent), ability) > 0)
    .map(({ name }) => name)
    .join(', ');
}

interface LevelRowProps {
  agent: AgentItem;
  ability: Ability;
  level: Level;
  isFixed: boolean;
  onSet: (level: Level) => void;
}

function LevelRow({ agent, ability, level, isFixed, onSet }: LevelRowProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.levelRow}>
      <span className="grow">{ability.name}</span>
      <SegmentedControl
        label={`${agent.displayName}, ${ability.name}`}
        value={String(level)}
        options={allLevels.map((one) => ({
          value: String(one),
          label: String(one),
          title: t(`schedule.level.${one}`),
          isDisabled: isFixed,
        }))}
        onChange={(value) => onSet(allLevels.find((one) => String(one) === value) ?? 0)}
      />
    </div>
  );
}
