import type { NoticeItem } from '@visavis/shared/api/notices';
import { IconChecks, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { useServerTime } from '../../../lib/server-clock.ts';
import { Button, buttonClass } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { Page } from '../../../ui/Page.tsx';
import { groupByDay, startOfDay } from '../group-by-day.ts';
import { useMarkSeen } from '../notices.mutations.ts';
import { noticeCountQuery, noticesQuery } from '../notices.queries.ts';
import { NoticeRow } from './NoticeRow.tsx';
import styles from './Notices.module.css';

/** Everything one was told of, day by day. */
export function NoticesScreen() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(noticesQuery);
  const unseen = useQuery(noticeCountQuery).data?.unseen ?? 0;
  const seen = useMarkSeen();
  return (
    <Page
      title={t('notices.title')}
      detail={unseen > 0 && t('notices.count', { count: unseen })}
      actions={
        <>
          <Button icon={IconChecks} disabled={unseen === 0} onClick={() => seen.mutate({})}>
            {t('notices.allSeen')}
          </Button>
          <Link
            to="/settings/$section"
            params={{ section: 'notices' }}
            className={buttonClass({ tone: 'quiet' })}
          >
            <Icon of={IconSettings} />
            {t('notices.settings')}
          </Link>
        </>
      }
    >
      <Loaded query={list} title={t('notices.loadFailed')}>
        {({ pages }) => (
          <NoticeDays
            notices={pages.flatMap((page) => page.items)}
            onOpen={(notice) => notice.seenAt === null && seen.mutate({ ids: [notice.id] })}
          />
        )}
      </Loaded>
      {list.hasNextPage && (
        <div className={styles.more}>
          <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('notices.older')}
          </Button>
          {list.isFetchNextPageError && <p role="alert">{t('notices.olderFailed')}</p>}
        </div>
      )}
    </Page>
  );
}

interface NoticeDaysProps {
  notices: NoticeItem[];
  onOpen: (notice: NoticeItem) => void;
}

function NoticeDays({ notices, onOpen }: NoticeDaysProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useServerTime(startOfDay);
  if (notices.length === 0)
    return <EmptyState title={t('notices.empty.title')}>{t('notices.empty.text')}</EmptyState>;
  const nameOf = (day: number) => {
    if (day === today) return t('notices.today');
    // The hour before midnight: days are not always as long as each other.
    return day === startOfDay(today - 1) ? t('notices.yesterday') : format.dayAndMonth(day);
  };
  return (
    <div className={styles.days}>
      {groupByDay(notices).map(({ day, notices: ofDay }) => (
        <section key={day} aria-label={nameOf(day)}>
          <h2 className={styles.day}>{nameOf(day)}</h2>
          <ul className={styles.list}>
            {ofDay.map((notice) => (
              <li key={notice.id}>
                <NoticeRow notice={notice} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
