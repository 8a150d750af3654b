import type { ConversationView } from '@visavis/shared/api/conversations';
import { IconBell, IconClock, IconInbox, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOwnMenu, type OwnCardActions } from '../features/inbox/components/OwnCard.tsx';
import type { InboxSearch } from '../features/inbox/inbox-search.ts';
import { countsQuery } from '../features/inbox/inbox.queries.ts';
import { useMe } from '../lib/directory.queries.ts';
import { firstName } from '../lib/format.ts';
import { presenceOf } from '../lib/presence.ts';
import { Face } from '../ui/Face.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import styles from './Shell.module.css';

interface PhoneTabsProps extends OwnCardActions {
  current: { view: ConversationView; search: InboxSearch } | null;
  onFind: () => void;
  newNotices: number;
}

/** The bar at the foot of a phone. */
export function PhoneTabs({ current, onFind, newNotices, ...actions }: PhoneTabsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const due = useQuery(countsQuery).data?.views.due ?? 0;
  const { entries, dialog } = useOwnMenu(actions);
  const isDue = current?.view === 'due';
  const page = (isHere: boolean) => (isHere ? { 'aria-current': 'page' as const } : {});
  return (
    <nav className={styles.tabs} aria-label={t('app.areas.label')}>
      <Link
        to="/inbox/$view"
        params={{ view: 'all' }}
        search={{}}
        className={styles.tab}
        activeProps={{ 'aria-current': undefined }}
        {...page(current !== null && !isDue)}
      >
        <Icon of={IconInbox} size={22} />
        {t('app.tabs.inbox')}
      </Link>
      <Link
        to="/inbox/$view"
        params={{ view: 'due' }}
        search={{}}
        className={styles.tab}
        activeProps={{ 'aria-current': undefined }}
        {...page(isDue)}
      >
        <Icon of={IconClock} size={22} />
        {t('app.tabs.due')}
        {due > 0 && <span className={`${styles.badge} num`}>{due}</span>}
      </Link>
      <Link to="/notices" className={styles.tab}>
        <Icon of={IconBell} size={22} />
        {t('notices.tab')}
        {newNotices > 0 && <span className={`${styles.badge} ${styles.news} num`}>{newNotices}</span>}
      </Link>
      <button type="button" className={styles.tab} onClick={onFind}>
        <Icon of={IconSearch} size={22} />
        {t('app.tabs.search')}
      </button>
      <Menu
        label={t('inbox.menu.label')}
        position="top-end"
        entries={entries}
        target={
          <button type="button" className={styles.tab}>
            <Face
              name={me.displayName}
              src={me.avatarUrl}
              size={24}
              presence={presenceOf(me.availability)}
              isDecorative
            />
            {firstName(me.displayName)}
          </button>
        }
      />
      {dialog}
    </nav>
  );
}
