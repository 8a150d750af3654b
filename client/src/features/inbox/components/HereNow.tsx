import type { AgentItem } from '@visavis/shared/api/agents';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAvailabilityWords } from '../../../lib/availability.ts';
import { agentsQuery } from '../../../lib/directory.queries.ts';
import { presenceOfColleague } from '../../../lib/presence.ts';
import { Face } from '../../../ui/Face.tsx';
import styles from './Rail.module.css';

const SHOWN = 12;

const isHere = (agent: AgentItem) => agent.availability === 'available' || agent.availability === 'busy';

const stateOf = (agent: AgentItem) => (presenceOfColleague(agent) === 'busy' ? 'busy' : agent.availability);

/** Who of the team is on duty now: faces, those who are here first, by name. */
export function HereNow() {
  const { t, i18n } = useTranslation();
  const words = useAvailabilityWords();
  const agents = useQuery(agentsQuery).data?.filter((agent) => agent.deactivatedAt === null);
  if (!agents?.length) return null;
  const sorted = agents.toSorted(
    (a, b) =>
      Number(isHere(b)) - Number(isHere(a)) || a.displayName.localeCompare(b.displayName, i18n.language),
  );
  return (
    <section className={styles.here} aria-label={t('inbox.here')}>
      <h2>
        {t('inbox.here')}
        <span className="num">
          {t('inbox.hereCount', { here: agents.filter(isHere).length, all: agents.length })}
        </span>
      </h2>
      <div className={styles.faces}>
        {sorted.slice(0, SHOWN).map((agent) => (
          <Face
            key={agent.id}
            name={`${agent.displayName}, ${words({ ...agent.availabilityState, availability: stateOf(agent) })}`}
            initialsOf={agent.displayName}
            src={agent.avatarUrl}
            presence={presenceOfColleague(agent)}
            isAway={!isHere(agent)}
          />
        ))}
      </div>
    </section>
  );
}
