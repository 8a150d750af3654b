import { ALWAYS_OPEN_WEEK } from '@visavis/shared/sla/resolve-calendar';
import { isAroundTheClock, summaryOf, weekOf } from '@visavis/shared/sla/week';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { calendarsQuery, channelsQuery } from '../../lib/directory.queries.ts';

/** The channels whose posts come to a team. */
export function TeamChannels({ teamId }: { teamId: string }) {
  const { t } = useTranslation();
  const channels = (useQuery(channelsQuery).data ?? []).filter((channel) => channel.team.id === teamId);
  if (channels.length === 0) return <span className="mut">{t('schedule.routing.noChannels')}</span>;
  return channels.map(({ name }) => name).join(', ');
}

/** When a team works: the hours of its own calendar, or those it inherits from the organisation, and where they are set. */
export function TeamHours({ teamId }: { teamId: string }) {
  const { t } = useTranslation();
  const calendars = useQuery(calendarsQuery).data;
  if (!calendars) return null;
  const levels = [
    calendars.find(({ scope, ofId }) => scope === 'team' && ofId === teamId),
    calendars.find(({ scope }) => scope === 'organisation'),
  ];
  const weekly = levels.find((level) => level?.weekly)?.weekly ?? ALWAYS_OPEN_WEEK;
  const week = weekOf({ weekly });
  const words = isAroundTheClock(week)
    ? t('schedule.routing.always')
    : summaryOf(week, (day) => t(`calendars.weekdays.${day}`)) || t('calendars.closed');
  return (
    <Link to="/settings/$section" params={{ section: 'calendars' }} title={t('schedule.routing.hoursLink')}>
      {words}
    </Link>
  );
}
