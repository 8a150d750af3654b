import type { Page } from '@visavis/shared/api/page';
import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { isAroundTheClock, summaryOf, weekOf } from '@visavis/shared/sla/week';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { channelsQuery, itemsOf } from '../../lib/directory.queries.ts';

/** Under the name that the settings of the policies use: it is the same list. */
const policiesQuery = {
  queryKey: ['policies'],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    itemsOf(await api.get<Page<SlaPolicyItem>>('/api/sla-policies', { signal })),
};

/** The channels whose posts come to a team. */
export function TeamChannels({ teamId }: { teamId: string }) {
  const { t } = useTranslation();
  const channels = (useQuery(channelsQuery).data ?? []).filter((channel) => channel.team.id === teamId);
  if (channels.length === 0) return <span className="mut">{t('schedule.routing.noChannels')}</span>;
  return channels.map(({ name }) => name).join(', ');
}

/** When a team works: the hours of its SLA policy, and where they are set. */
export function TeamHours({ teamId }: { teamId: string }) {
  const { t } = useTranslation();
  const policy = useQuery(policiesQuery).data?.find(({ team }) => team.id === teamId);
  if (!policy) return null;
  const week = weekOf(policy.businessHours);
  const words = isAroundTheClock(week)
    ? t('schedule.routing.always')
    : summaryOf(week, (day) => t(`settings.policies.weekdays.${day}`));
  return (
    <Link to="/settings/$section" params={{ section: 'policies' }} title={t('schedule.routing.hoursLink')}>
      {words}
    </Link>
  );
}
