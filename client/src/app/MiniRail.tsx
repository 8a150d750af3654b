import { can } from '@visavis/shared/permissions';
import {
  IconBell,
  IconChartBar,
  IconInbox,
  IconPlug,
  IconReportAnalytics,
  IconSearch,
  IconSettings,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOwnMenu, type OwnCardActions } from '../features/inbox/components/OwnCard.tsx';
import { useMe } from '../lib/directory.queries.ts';
import { presenceOf } from '../lib/presence.ts';
import { Face } from '../ui/Face.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Menu } from '../ui/Menu.tsx';
import styles from './MiniRail.module.css';

/** The narrow column on pages that are not the inbox. */
export function MiniRail({
  onFind,
  newNotices,
  ...actions
}: OwnCardActions & { onFind: () => void; newNotices: number }) {
  const { t } = useTranslation();
  const me = useMe();
  const { entries, dialog } = useOwnMenu(actions);
  const named = (label: string) => ({ 'aria-label': label, title: label, className: styles.link });
  return (
    <nav className={styles.rail} aria-label={t('app.areas.label')}>
      <Link to="/" className={styles.mark} aria-label="Visavis">
        <Mark size={28} />
      </Link>
      <Link to="/inbox/$view" params={{ view: 'all' }} search={{}} {...named(t('app.areas.inbox'))}>
        <Icon of={IconInbox} />
      </Link>
      <button type="button" onClick={onFind} {...named(t('inbox.search'))}>
        <Icon of={IconSearch} />
      </button>
      <Link to="/notices" {...named(withCount(t('notices.title'), newNotices))}>
        <Icon of={IconBell} />
        {newNotices > 0 && (
          <span className={`${styles.count} num`} aria-hidden="true">
            {newNotices}
          </span>
        )}
      </Link>
      {can({ role: me.role, teamIds: [] }, 'report.team') && (
        <Link to="/live" {...named(t('app.areas.live'))}>
          <Icon of={IconChartBar} />
        </Link>
      )}
      <Link to="/reports" search={{}} {...named(t('app.areas.reports'))}>
        <Icon of={IconReportAnalytics} />
      </Link>
      {can({ role: me.role, teamIds: [] }, 'report.team') && (
        <Link to="/teams" search={{}} {...named(t('app.areas.teams'))}>
          <Icon of={IconUsersGroup} />
        </Link>
      )}
      <Link to="/settings/$section" params={{ section: 'people' }} {...named(t('settings.sections.people'))}>
        <Icon of={IconUsers} />
      </Link>
      <Link
        to="/settings/$section"
        params={{ section: 'channels' }}
        {...named(t('settings.sections.channels'))}
      >
        <Icon of={IconPlug} />
      </Link>
      <span className={styles.space} />
      <Link to="/settings/$section" params={{ section: 'profile' }} {...named(t('app.areas.settings'))}>
        <Icon of={IconSettings} />
      </Link>
      <Menu
        label={t('inbox.menu.label')}
        position="right-end"
        width={232}
        entries={entries}
        target={
          <button type="button" aria-label={t('inbox.menu.label')}>
            <Face
              name={me.displayName}
              src={me.avatarUrl}
              size={32}
              presence={presenceOf(me.availability)}
              isDecorative
            />
          </button>
        }
      />
      {dialog}
    </nav>
  );
}

function withCount(label: string, count: number): string {
  return count > 0 ? `${label} ${count}` : label;
}
