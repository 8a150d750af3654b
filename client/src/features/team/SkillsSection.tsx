import type { AgentItem } from '@visavis/shared/api/agents';
import { can } from '@visavis/shared/permissions';
import { IconLanguage, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, permittedOf, teamsQuery, useMe } from '../../lib/directory.queries.ts';
import { usePhone } from '../../lib/media.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card } from '../../ui/Page.tsx';
import { abilitiesOf, type Ability } from './skill-levels.ts';
import { AddLanguageDialog, DeleteSkillDialog, SkillDialog } from './SkillDialogs.tsx';
import { SkillsList } from './SkillsList.tsx';
import { SkillsMatrix } from './SkillsMatrix.tsx';
import { skillsQuery } from './skills.queries.ts';
import styles from './Skills.module.css';
import { useSkillLevels } from './use-skill-levels.ts';

/** Who can do what, and who speaks what: people in rows, skills and languages in columns. */
export function SkillsSection() {
  const { t, i18n } = useTranslation();
  const permitted = permittedOf(useMe());
  const skills = useQuery(skillsQuery);
  const agents = useQuery(agentsQuery);
  const teams = useQuery(teamsQuery).data ?? [];
  const [teamId, setTeamId] = useState('');
  const [search, setSearch] = useState('');
  const [added, setAdded] = useState<string[]>([]);
  const dialogs = useDialogs();
  const isPhone = usePhone();
  const levels = useSkillLevels();
  const mayManage = can(permitted, 'skill.manage');
  const people = useMemo(
    () => (agents.data ?? []).filter((agent) => agent.deactivatedAt === null),
    [agents.data],
  );
  const shown = people
    .filter((agent) => teamId === '' || agent.teams.some((team) => team.id === teamId))
    .filter((agent) => matches(agent, search))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName, i18n.language));
  const abilities = abilitiesOf(skills.data ?? [], people, { locale: i18n.language, added });
  const mayEdit = (agent: AgentItem) =>
    permitted.role === 'admin' ||
    agent.teams.some((team) => can(permitted, 'skill.manage', { teamId: team.id }));
  const Shape = isPhone ? SkillsList : SkillsMatrix;
  return (
    <Card
      label={t('settings.sections.skills')}
      note={t('schedule.skills.note')}
      right={
        mayManage && (
          <>
            <Button size="small" icon={IconLanguage} onClick={() => dialogs.open({ kind: 'language' })}>
              {t('schedule.skills.addLanguage')}
            </Button>
            <Button
              size="small"
              tone="primary"
              icon={IconPlus}
              onClick={() => dialogs.open({ kind: 'skill', ability: null })}
            >
              {t('schedule.skills.add')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.filters}>
        <SelectField
          label={t('schedule.team')}
          value={teamId}
          options={[
            { value: '', label: t('schedule.allTeams') },
            ...teams.map((team) => ({ value: team.id, label: team.name })),
          ]}
          onChange={(event) => setTeamId(event.currentTarget.value)}
        />
        <TextField
          label={t('schedule.skills.search')}
          type="search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <Loaded query={skills} title={t('team.loadFailed')}>
        {() => (
          <Loaded query={agents} title={t('team.loadFailed')}>
            {() =>
              shown.length === 0 ? (
                <EmptyState title={t('schedule.skills.nobody')} />
              ) : (
                <Shape
                  people={shown}
                  abilities={abilities}
                  levels={levels}
                  mayEdit={mayEdit}
                  onEdit={mayManage ? (ability) => dialogs.open({ kind: 'skill', ability }) : null}
                  onDelete={mayManage ? (ability) => dialogs.open({ kind: 'delete', ability }) : null}
                />
              )
            }
          </Loaded>
        )}
      </Loaded>
      <Legend />
      <SkillDialog
        shown={dialogs.shown?.kind === 'skill' ? { ability: dialogs.shown.ability } : null}
        onClose={dialogs.close}
      />
      <DeleteSkillDialog
        ability={dialogs.shown?.kind === 'delete' ? dialogs.shown.ability : null}
        onClose={dialogs.close}
      />
      <AddLanguageDialog
        isOpen={dialogs.shown?.kind === 'language'}
        known={abilities.filter(({ kind }) => kind === 'language').map(({ id }) => id)}
        onClose={dialogs.close}
        onAdd={(tag) => setAdded([...added, tag])}
      />
    </Card>
  );
}

type Shown =
  | { kind: 'skill'; ability: Ability | null }
  | { kind: 'delete'; ability: Ability }
  | { kind: 'language' };

function useDialogs() {
  const [shown, setShown] = useState<Shown | null>(null);
  return { shown, open: (next: Shown) => setShown(next), close: () => setShown(null) };
}

const matches = (agent: AgentItem, search: string): boolean =>
  agent.displayName.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());

/** What the dots mean, and which keys set them. */
function Legend() {
  const { t } = useTranslation();
  return (
    <p className={styles.legend}>
      {([1, 2, 3] as const).map((level) => (
        <span key={level} className="row">
          <span className={styles.dots} data-level={level} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {level} {t(`schedule.level.${level}`)}
        </span>
      ))}
      <span className={styles.keys}>{t('schedule.skills.keys')}</span>
    </p>
  );
}
