import type { StuckReason } from '@visavis/shared/api/routing';
import type { TeamRef } from '@visavis/shared/api/session';
import { can, type Action } from '@visavis/shared/permissions';
import { IconUserQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { permittedOf, useMe } from '../../../lib/directory.queries.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { isBlocked } from '../../../lib/stuck.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { useLanguageName } from '../routing-words.ts';
import styles from './ExplainPanel.module.css';

interface StuckAdviceProps {
  stuck: StuckReason;
  team: TeamRef;
  contactName: string;
}

/** Why it waits, and what whoever reads this can do about it. */
export function StuckAdvice({ stuck, team, contactName }: StuckAdviceProps) {
  const { t } = useTranslation();
  const words = useAdvice({ stuck, team, contactName });
  const way = useWay(stuck, team);
  const blocked = isBlocked(stuck.kind);
  return (
    <div className={styles.stuck} data-blocked={blocked}>
      <Icon of={IconUserQuestion} />
      <div className="grow">
        <p className="b6">{words.what}</p>
        <p>{words.todo}</p>
        {way.link && (
          <Link to="/settings/$section" params={{ section: way.link }}>
            {t(`conversation.explain.way.${way.link}`)}
          </Link>
        )}
        {!way.link && blocked && <p className="mut">{t('conversation.explain.way.ask')}</p>}
      </div>
    </div>
  );
}

function useAdvice({ stuck, team, contactName }: StuckAdviceProps): { what: string; todo: string } {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguageName();
  const kind = stuck.kind;
  const words = {
    team: team.name,
    customer: firstName(contactName),
    skill: kind === 'nobodyHasSkill' ? stuck.name : '',
    language: kind === 'nobodySpeaks' ? language(stuck.language) : '',
    name: kind === 'waitsFor' ? firstName(stuck.agent.name) : '',
    time: kind === 'waitsFor' ? format.moment(stuck.until) : '',
  };
  return {
    what: t(`conversation.explain.stuck.${kind}.what`, words),
    todo: t(`conversation.explain.stuck.${kind}.todo`, words),
  };
}

type Way = 'skills' | 'teams' | 'rules';

const WAYS: Partial<Record<StuckReason['kind'], { link: Way; action: Action }>> = {
  nobodyHasSkill: { link: 'skills', action: 'skill.manage' },
  nobodySpeaks: { link: 'skills', action: 'skill.manage' },
  nobodyInTeam: { link: 'teams', action: 'team.manage' },
  doNotRoute: { link: 'rules', action: 'rule.manage' },
};

/** Where to change what is in the way, for whom that is permitted. */
function useWay(stuck: StuckReason, team: TeamRef): { link: Way | null } {
  const me = permittedOf(useMe());
  const way = WAYS[stuck.kind];
  return { link: way && can(me, way.action, { teamId: team.id }) ? way.link : null };
}
