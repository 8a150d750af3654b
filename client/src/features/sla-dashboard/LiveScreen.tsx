import type { LiveReport } from '@visavis/shared/api/reports';
import { can } from '@visavis/shared/permissions';
import { IconAlertTriangle, IconClock, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerTime } from '../../lib/server-clock.ts';
import { Chip } from '../../ui/Chip.tsx';
import { EmptyState, ErrorState } from '../../ui/EmptyState.tsx';
import { Card, Page, Table } from '../../ui/Page.tsx';
import { Skeleton, SkeletonBar } from '../../ui/Skeleton.tsx';
import { SlaChip } from '../../ui/SlaChip.tsx';
import styles from './LiveScreen.module.css';
import { liveReportQuery } from './sla-dashboard.queries.ts';

/** For leads: is anybody waiting too long, and where does the next person help most. */
export function LiveScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const mayLook = can({ role: me.role, teamIds: [] }, 'report.team');
  const report = useQuery({ ...liveReportQuery, enabled: mayLook });
  return (
    <Page
      title={t('slaDashboard.title')}
      detail={
        report.data && (
          <span className="num">
            {t('slaDashboard.updated', { time: format.clockTimeWithSeconds(report.data.at) })}
          </span>
        )
      }
    >
      {mayLook ? (
        <Content report={report.data} error={report.error} onRetry={() => void report.refetch()} />
      ) : (
        <NotForYou />
      )}
    </Page>
  );
}

function NotForYou() {
  const { t } = useTranslation();
  return <EmptyState title={t('slaDashboard.forbidden')} />;
}

function Content({ report, error, onRetry }: { report?: LiveReport; error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  if (report) {
    return (
      <>
        <Sentence report={report} />
        <div className={styles.grid}>
          <Teams report={report} />
          <DueNext report={report} />
        </div>
      </>
    );
  }
  if (error) return <ErrorState title={t('slaDashboard.failed')} error={error} onRetry={onRetry} />;
  return (
    <Skeleton>
      <div className={styles.skeleton}>
        <SkeletonBar width="46%" height={24} />
        <SkeletonBar width="100%" height={220} />
      </div>
    </Skeleton>
  );
}

/** The whole page in one sentence. */
function Sentence({ report }: { report: LiveReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { waitingCount, longestWaitSince, overTargetCount, soonCount } = report;
  const longest = useServerTime((now) =>
    longestWaitSince ? format.duration(now - Date.parse(longestWaitSince)) : '',
  );
  if (waitingCount === 0) return <p className={styles.sentence}>{t('slaDashboard.sentence.nobody')}</p>;
  const isCalm = overTargetCount === 0 && soonCount === 0;
  return (
    <p className={styles.sentence}>
      {t('slaDashboard.sentence.waiting', { count: waitingCount })}
      {longest && `, ${t('slaDashboard.sentence.longest', { span: longest })}`}
      {overTargetCount > 0 && (
        <>
          {'; '}
          <span className={styles.over}>{t('slaDashboard.sentence.over', { count: overTargetCount })}</span>
        </>
      )}
      {soonCount > 0 && (
        <>
          {'; '}
          <span className={styles.soon}>{t('slaDashboard.sentence.soon', { count: soonCount })}</span>
        </>
      )}
      {isCalm && `; ${t('slaDashboard.sentence.calm')}`}.
    </p>
  );
}

function Teams({ report }: { report: LiveReport }) {
  const { t, i18n } = useTranslation();
  const rows = report.teams.toSorted((a, b) => a.team.name.localeCompare(b.team.name, i18n.language));
  const head = (['team', 'available', 'waiting', 'longest', 'unassigned', 'soon', 'over'] as const).map(
    (key) => t(`slaDashboard.teams.${key}`),
  );
  return (
    <Card
      title={t('slaDashboard.teams.title')}
      note={<Chip icon={IconShieldCheck}>{t('slaDashboard.teams.note')}</Chip>}
      right={t('slaDashboard.teams.alphabetical')}
    >
      <Table head={head} label={t('slaDashboard.teams.title')}>
        {rows.map((row) => (
          <tr key={row.team.id}>
            <td className="b5">
              <Link to="/inbox/$view" params={{ view: 'all' }} search={{ team: row.team.id, sort: 'due' }}>
                {row.team.name}
              </Link>
            </td>
            <td className={styles.number}>
              {row.availableCount === 0 ? (
                <span className="mut">{t('slaDashboard.teams.none')}</span>
              ) : (
                row.availableCount
              )}
            </td>
            <td className={`${styles.number} b6`}>{row.waitingCount}</td>
            <td className={styles.number}>
              {row.longestWaitSince ? <Since at={row.longestWaitSince} /> : '–'}
            </td>
            <td className={styles.number}>{row.unassignedCount}</td>
            <td>
              {row.soonCount > 0 ? (
                <Chip tone="soon" icon={IconClock}>
                  {row.soonCount}
                </Chip>
              ) : (
                0
              )}
            </td>
            <td>
              {row.overTargetCount > 0 ? (
                <Chip tone="over" icon={IconAlertTriangle}>
                  {row.overTargetCount}
                </Chip>
              ) : (
                0
              )}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}

function Since({ at }: { at: string }) {
  const format = useFormat();
  return useServerTime((now) => format.duration(now - Date.parse(at)));
}

function DueNext({ report }: { report: LiveReport }) {
  const { t } = useTranslation();
  return (
    <Card title={t('slaDashboard.due.title')}>
      {report.dueNext.length === 0 ? (
        <p className="mut">{t('slaDashboard.due.empty')}</p>
      ) : (
        <ul className={styles.due}>
          {report.dueNext.map((row) => (
            <li key={row.conversationId}>
              <Link
                to="/inbox/$view"
                params={{ view: 'all' }}
                search={{ c: row.conversationId, sort: 'due' }}
              >
                <SlaChip due={{ at: row.dueAt, startedAt: row.startedAt, state: 'running' }} />
                <span className="ell">
                  <b className="ell" dir="auto">
                    {row.contactName}
                  </b>
                  <small className="ell">{row.teamName}</small>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
