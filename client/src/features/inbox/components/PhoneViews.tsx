import type { ConversationView } from '@visavis/shared/api/conversations';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../../lib/directory.queries.ts';
import { useFormat } from '../../../lib/format.ts';
import { Icon } from '../../../ui/Icon.tsx';
import type { InboxSearch } from '../inbox-search.ts';
import { countsQuery } from '../inbox.queries.ts';
import { countOf } from './list-count.ts';
import styles from './ConversationList.module.css';

interface Chip {
  key: string;
  label: string;
  view: ConversationView;
  search: InboxSearch;
  count?: number;
  isSoon?: boolean;
}

/** On a phone views, tabs and teams are one row of chips; a wider screen has the rail and the tabs. */
export function PhoneViews({ view, search }: { view: ConversationView; search: InboxSearch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const chips = useChips(search);
  return (
    <nav className={styles.views} aria-label={t('inbox.views.label')}>
      {chips.map((chip) => {
        const isHere =
          chip.view === view &&
          chip.search.team === search.team &&
          chip.search.channel === search.channel &&
          chip.search.status === search.status;
        return (
          <Link
            key={chip.key}
            to="/inbox/$view"
            params={{ view: chip.view }}
            search={chip.search}
            className={styles.view}
            data-soon={chip.isSoon === true && (chip.count ?? 0) > 0}
            activeProps={{ 'aria-current': undefined }}
            {...(isHere ? { 'aria-current': 'page' as const } : {})}
          >
            {chip.isSoon && <Icon of={IconClock} size={14} />}
            {chip.label}
            {chip.count !== undefined && <b>{format.count(chip.count)}</b>}
          </Link>
        );
      })}
    </nav>
  );
}

function useChips(search: InboxSearch): Chip[] {
  const { t } = useTranslation();
  const counts = useQuery(countsQuery).data;
  const teams = useQuery(teamsQuery).data ?? [];
  const place: InboxSearch = {
    ...(search.team ? { team: search.team } : {}),
    ...(search.channel ? { channel: search.channel } : {}),
  };
  const isInPlace = search.team !== undefined || search.channel !== undefined;
  const all = countOf(counts, 'all', place);
  const active = countOf(counts?.active, 'all', place);
  const waiting = all === undefined || active === undefined ? undefined : all - active;
  const tabs: Chip[] = [
    { key: 'active', label: t('inbox.tabs.active'), view: 'all', search: place, count: active },
    {
      key: 'due',
      label: t('inbox.views.due'),
      view: 'due',
      search: {},
      count: counts?.views.due,
      isSoon: true,
    },
    { key: 'mine', label: t('inbox.views.mine'), view: 'mine', search: {}, count: counts?.views.mine },
    {
      key: 'waiting',
      label: t('inbox.tabs.waiting'),
      view: 'all',
      search: { ...place, status: 'waiting' },
      count: waiting,
    },
    { key: 'closed', label: t('inbox.tabs.closed'), view: 'all', search: { ...place, status: 'closed' } },
  ];
  const elsewhere: Chip[] = [
    ...(isInPlace ? [{ key: 'all', label: t('inbox.views.all'), view: 'all' as const, search: {} }] : []),
    ...teams
      .filter((team) => team.id !== search.team)
      .map((team) => ({
        key: team.id,
        label: team.name,
        view: 'all' as const,
        search: { team: team.id },
        count: counts?.teams[team.id],
      })),
  ];
  return [...tabs, ...elsewhere];
}
