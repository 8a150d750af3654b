import type { LiveReport } from '@visavis/shared/api/reports';
import { can } from '@visavis/shared/permissions';
import { IconDeviceTv } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLedTeams, useMe } from '../../lib/directory.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerTime } from '../../lib/server-clock.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { ChartStandIn } from '../../ui/chart/ChartStandIn.tsx';
import { EmptyState, ErrorState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton, SkeletonBar } from '../../ui/Skeleton.tsx';
import { Alarms } from './Alarms.tsx';
import type { Behind, LiveCardProps } from './behind.ts';
import { BehindDialog } from './BehindDialog.tsx';
import { FigureButton } from './FigureButton.tsx';
import { ChannelsCard, DueCard, LateCard } from './ListCards.tsx';
import styles from './LiveScreen.module.css';
import { liveReportQuery } from './sla-dashboard.queries.ts';
import { TeamsCard } from './TeamsCard.tsx';
import { FirstAnswerCard, OnTimeCard, OpenCard } from './TodayCards.tsx';

const LiveCharts = lazy(async () => ({ default: (await import('./LiveCharts.tsx')).LiveCharts }));

interface LiveScreenProps {
  teamId?: string | undefined;
  onTeam: (teamId?: string) => void;
}

/** For leads: is anybody waiting too long, and where does the next person help most. */
export function LiveScreen({ teamId, onTeam }: LiveScreenProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const [behind, setBehind] = useState<Behind | null>(null);
  const mayLook = can({ role: me.role, teamIds: [] }, 'report.team');
  const report = useQuery({ ...liveReportQuery(teamId), enabled: mayLook });
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
      actions={mayLook && <Actions teamId={teamId} onTeam={onTeam} />}
      isStale={report.isPlaceholderData}
    >
      {mayLook ? (
        <Content
          // Those of another team would stand under this one's name.
          report={report.isPlaceholderData && report.error ? undefined : report.data}
          error={report.error}
          onRetry={() => void report.refetch()}
          teamId={teamId}
          onOpen={setBehind}
        />
      ) : (
        <EmptyState title={t('slaDashboard.forbidden')} />
      )}
      <BehindDialog behind={behind} onClose={() => setBehind(null)} />
    </Page>
  );
}

function Actions({ teamId, onTeam }: { teamId: string | undefined; onTeam: (teamId?: string) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const teams = useLedTeams() ?? [];
  return (
    <>
      <SelectField
        label={t('slaDashboard.teams.team')}
        isLabelHidden
        value={teamId ?? ''}
        onChange={(event) => onTeam(event.currentTarget.value || undefined)}
        options={[
          { value: '', label: t(me.role === 'admin' ? 'slaDashboard.allTeams' : 'slaDashboard.ownTeams') },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Link to="/settings/$section" params={{ section: 'displays' }} className={buttonClass()}>
        <Icon of={IconDeviceTv} size={16} />
        {t('slaDashboard.wall')}
      </Link>
    </>
  );
}

interface ContentProps extends Omit<LiveCardProps, 'report'> {
  report?: LiveReport;
  error: unknown;
  onRetry: () => void;
}

function Content({ report, error, onRetry, teamId, onOpen }: ContentProps) {
  const { t } = useTranslation();
  if (report) {
    const shared = { report, teamId, onOpen };
    return (
      <>
        {error != null && <OldFigures at={report.at} error={error} onRetry={onRetry} />}
        <Sentence {...shared} />
        <Alarms {...shared} />
        <div className={styles.grid}>
          <div className={styles.main}>
            <OnTimeCard {...shared} />
            <FirstAnswerCard {...shared} />
            <OpenCard {...shared} />
            <Suspense fallback={<ChartsStandIn />}>
              <LiveCharts {...shared} />
            </Suspense>
            <TeamsCard report={report} onOpen={onOpen} />
          </div>
          <div className={styles.side}>
            <DueCard {...shared} />
            <LateCard {...shared} />
            <ChannelsCard report={report} />
          </div>
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

/** What is shown was true once: says since when it stands, and why. */
function OldFigures({ at, error, onRetry }: { at: string; error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  return (
    <Banner
      tone="bad"
      action={
        <Button size="small" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      }
    >
      {t('slaDashboard.old', { at: format.clockTimeWithSeconds(at) })} {sentence(error)}
    </Banner>
  );
}

/** In the places of the three pictures. */
function ChartsStandIn() {
  const { t } = useTranslation();
  const titles = [
    t('slaDashboard.chart.byState'),
    t('slaDashboard.chart.byChannel'),
    t('slaDashboard.arrivals.title'),
  ];
  return titles.map((title) => <ChartStandIn key={title} title={title} height={240} />);
}

/** The whole page in one sentence; each of its figures opens what is behind it. */
function Sentence({ report, teamId, onOpen }: LiveCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { waitingCount, longestWaitSince, overTargetCount, soonCount } = report;
  const longest = useServerTime((now) =>
    longestWaitSince ? format.duration(now - Date.parse(longestWaitSince)) : '',
  );
  if (waitingCount === 0) return <p className={styles.sentence}>{t('slaDashboard.sentence.nobody')}</p>;
  const words = (what: 'waiting' | 'over' | 'soon', count: number) =>
    t(`slaDashboard.sentence.${what}`, { count, number: format.count(count) });
  const isCalm = overTargetCount === 0 && soonCount === 0;
  const behind = (
    metric: 'waiting' | 'longestWait' | 'overTarget' | 'dueSoon',
    figure: 'waiting' | 'over' | 'soon',
  ) => ({
    metric,
    query: { figure, teamId },
  });
  return (
    <p className={styles.sentence}>
      <FigureButton behind={behind('waiting', 'waiting')} onOpen={onOpen}>
        {words('waiting', waitingCount)}
      </FigureButton>
      {longest && (
        <>
          {', '}
          <FigureButton behind={behind('longestWait', 'waiting')} onOpen={onOpen}>
            {t('slaDashboard.sentence.longest', { count: waitingCount, span: longest })}
          </FigureButton>
        </>
      )}
      {overTargetCount > 0 && (
        <>
          {'; '}
          <FigureButton behind={behind('overTarget', 'over')} onOpen={onOpen} className={styles.over}>
            {words('over', overTargetCount)}
          </FigureButton>
        </>
      )}
      {soonCount > 0 && (
        <>
          {'; '}
          <FigureButton behind={behind('dueSoon', 'soon')} onOpen={onOpen} className={styles.soon}>
            {words('soon', soonCount)}
          </FigureButton>
        </>
      )}
      {isCalm && `; ${t('slaDashboard.sentence.calm')}`}.
    </p>
  );
}
