import type { ConversationView } from '@visavis/shared/api/conversations';
import { initialsOf } from '@visavis/shared/contacts/identity';
import { can } from '@visavis/shared/permissions';
import {
  IconAlertTriangle,
  IconArrowForwardUp,
  IconAt,
  IconBell,
  IconChartBar,
  IconClock,
  IconHourglassEmpty,
  IconInbox,
  IconReportAnalytics,
  IconSearch,
  IconSparkles,
  IconUser,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { channelsQuery, teamsQuery, useConnector, useMe } from '../../../lib/directory.queries.ts';
import { useFormat } from '../../../lib/format.ts';
import { useConnection } from '../../../realtime/socket.ts';
import { Icon, type IconShape } from '../../../ui/Icon.tsx';
import { KeyHint } from '../../../ui/KeyHint.tsx';
import { Mark } from '../../../ui/Mark.tsx';
import { NetworkGlyph } from '../../../ui/NetworkGlyph.tsx';
import type { InboxSearch } from '../inbox-search.ts';
import { countsQuery } from '../inbox.queries.ts';
import { HereNow } from './HereNow.tsx';
import { OwnCard, type OwnCardActions } from './OwnCard.tsx';
import styles from './Rail.module.css';

const VIEWS: readonly { view: ConversationView; icon: IconShape }[] = [
  { view: 'all', icon: IconInbox },
  { view: 'mine', icon: IconUser },
  { view: 'new', icon: IconSparkles },
  { view: 'due', icon: IconClock },
  { view: 'waiting', icon: IconHourglassEmpty },
  { view: 'mentioned', icon: IconAt },
];

interface RailProps extends OwnCardActions {
  /** Where the inbox stands. */
  current: { view: ConversationView; search: InboxSearch };
  onFind: () => void;
  /** How many notices are new. */
  newNotices: number;
}

/** The column on the left: views, teams and channels with live counts, who is here, and one's own card. */
export function Rail({ current, onFind, newNotices, ...actions }: RailProps) {
  const { t } = useTranslation();
  const me = useMe();
  const counts = useQuery(countsQuery).data;
  const isPlain = !current.search.team && !current.search.channel;
  return (
    <nav className={styles.rail} aria-label={t('inbox.views.label')}>
      <div className={styles.top}>
        <Link to="/" className={styles.brand} title="Visavis">
          <Mark />
          <span className={styles.name}>Visavis</span>
        </Link>
        <LiveDot />
      </div>
      <button type="button" className={styles.find} onClick={onFind} title={t('inbox.search')}>
        <Icon of={IconSearch} />
        <span className="grow">{t('inbox.search')}</span>
        <KeyHint keys="mod+k" />
      </button>
      <div className={styles.scroll}>
        <NoticesLink count={newNotices} />
        {VIEWS.map(({ view, icon }) => (
          <RailLink
            key={view}
            view={view}
            isCurrent={isPlain && current.view === view}
            label={t(`inbox.views.${view}`)}
            icon={<Icon of={icon} />}
            count={counts?.views[view]}
            isSoon={view === 'due'}
          />
        ))}
        <Link to="/hand-overs" className={styles.link} title={t('handOver.given.title')}>
          <Icon of={IconArrowForwardUp} />
          <span className={cx('ell', styles.name)}>{t('handOver.given.link')}</span>
        </Link>
        {can({ role: me.role, teamIds: [] }, 'report.team') && (
          <Link to="/live" className={styles.link} title={t('inbox.menu.live')}>
            <Icon of={IconChartBar} />
            <span className={cx('ell', styles.name)}>{t('inbox.menu.live')}</span>
          </Link>
        )}
        <Link to="/reports" search={{}} className={styles.link} title={t('inbox.menu.reports')}>
          <Icon of={IconReportAnalytics} />
          <span className={cx('ell', styles.name)}>{t('inbox.menu.reports')}</span>
        </Link>
        {can({ role: me.role, teamIds: [] }, 'report.team') && (
          <Link to="/teams" search={{}} className={styles.link} title={t('inbox.menu.teams')}>
            <Icon of={IconUsersGroup} />
            <span className={cx('ell', styles.name)}>{t('inbox.menu.teams')}</span>
          </Link>
        )}
        <TeamLinks current={current.search.team} />
        <ChannelLinks current={current.search.channel} />
      </div>
      <HereNow />
      <OwnCard {...actions} />
    </nav>
  );
}

function NoticesLink({ count }: { count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Link to="/notices" className={styles.link} title={t('inbox.notices')}>
      <Icon of={IconBell} />
      <span className={cx('ell', styles.name)}>{t('inbox.notices')}</span>
      {count > 0 && <span className={cx(styles.count, styles.news)}>{format.count(count)}</span>}
    </Link>
  );
}

function LiveDot() {
  const { t } = useTranslation();
  const { state } = useConnection();
  const isLive = state === 'live' || state === 'back';
  return (
    <span className={styles.live}>
      <i className={styles.dot} data-state={isLive ? 'live' : state === 'offline' ? 'offline' : 'waiting'} />
      {isLive && t('common.connection.live')}
    </span>
  );
}

function TeamLinks({ current }: { current: string | undefined }) {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery).data;
  const counts = useQuery(countsQuery).data;
  if (!teams?.length) return null;
  return (
    <>
      <h2 className={styles.heading}>{t('inbox.teams')}</h2>
      {teams.map((team) => (
        <RailLink
          key={team.id}
          view="all"
          search={{ team: team.id }}
          isCurrent={current === team.id}
          label={team.name}
          icon={<TeamSign name={team.name} />}
          count={counts && (counts.teams[team.id] ?? 0)}
        />
      ))}
    </>
  );
}

/** Where only signs have room, initials tell one team from the other. */
function TeamSign({ name }: { name: string }) {
  return (
    <span className={styles.team} data-initials={initialsOf(name)} aria-hidden="true">
      <Icon of={IconUsers} />
    </span>
  );
}

function ChannelLinks({ current }: { current: string | undefined }) {
  const { t } = useTranslation();
  const channels = useQuery(channelsQuery).data;
  const counts = useQuery(countsQuery).data;
  if (!channels?.length) return null;
  return (
    <div className={styles.channels}>
      <h2 className={styles.heading}>{t('inbox.channels')}</h2>
      {channels.map((channel) => (
        <RailLink
          key={channel.id}
          view="all"
          search={{ channel: channel.id }}
          isCurrent={current === channel.id}
          label={channel.name}
          icon={<ChannelGlyph network={channel.network} />}
          fault={channel.health.state === 'reconnect' ? t('inbox.channelIll') : undefined}
          count={counts && (counts.channels[channel.id] ?? 0)}
        />
      ))}
    </div>
  );
}

function ChannelGlyph({ network }: { network: string }) {
  return <NetworkGlyph path={useConnector(network)?.icon} name={null} />;
}

interface RailLinkProps {
  view: ConversationView;
  search?: InboxSearch;
  isCurrent: boolean;
  label: string;
  icon: ReactNode;
  count: number | undefined;
  isSoon?: boolean;
  /** What is wrong with it, in a word. */
  fault?: string;
}

function RailLink({
  view,
  search = {},
  isCurrent,
  label,
  icon,
  count,
  isSoon = false,
  fault,
}: RailLinkProps) {
  const format = useFormat();
  return (
    <Link
      to="/inbox/$view"
      params={{ view }}
      search={search}
      className={styles.link}
      activeOptions={{ exact: true, includeSearch: true }}
      activeProps={{ 'aria-current': undefined }}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      title={fault ? `${label}: ${fault}` : label}
    >
      {icon}
      <span className={cx('ell', styles.name)}>{label}</span>
      {fault && (
        <span className={styles.unwell}>
          <Icon of={IconAlertTriangle} size={14} />
          <span className="vh">{fault}</span>
        </span>
      )}
      {count !== undefined && (
        <span className={cx(styles.count, isSoon && count > 0 && styles.soon)}>{format.count(count)}</span>
      )}
    </Link>
  );
}
