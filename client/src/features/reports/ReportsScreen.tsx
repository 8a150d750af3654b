import type { ReportAnswer, ReportQuery, ReportState } from '@visavis/shared/api/figures';
import { can } from '@visavis/shared/permissions';
import { noAnswerMetrics, reportMetricIds } from '@visavis/shared/reports/metrics';
import type { ReportSearch } from '@visavis/shared/reports/report-search';
import { noAnswerReasons } from '@visavis/shared/sla/sla-clock';
import { IconBookmark, IconDownload, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useMe } from '../../lib/directory.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { ChartStandIn } from '../../ui/chart/ChartStandIn.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, Page } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { BehindDialog } from './BehindDialog.tsx';
import { MineCard } from './MineCard.tsx';
import { OnMeCard } from './OnMeCard.tsx';
import { ReportControls } from './ReportControls.tsx';
import styles from './ReportsScreen.module.css';
import { ReportFigure } from './ReportFigure.tsx';
import { ReportTable } from './ReportTable.tsx';
import { ReportTotals } from './ReportTotals.tsx';
import { exportAddress, reportQuery, type Pointed } from './reports.queries.ts';
import { queryOf } from './reports-search.ts';
import { SavedReports, SaveReportDialog } from './SavedReports.tsx';
import { UnlocksCard } from './UnlocksCard.tsx';
import { useReportWords } from './use-report-words.ts';

const ReportChart = lazy(async () => ({ default: (await import('./ReportChart.tsx')).ReportChart }));

interface ReportsScreenProps {
  search: ReportSearch;
  onSearch: (search: ReportSearch) => void;
}

/** Figures over a period, of teams and never of people; one's own only to oneself. */
export function ReportsScreen(props: ReportsScreenProps) {
  const { t } = useTranslation();
  const me = useMe();
  if (can({ role: me.role, teamIds: [] }, 'report.team')) return <Reports {...props} />;
  return (
    <Page title={t('reports.title')} detail={t('reports.forbidden')}>
      <MineCard />
      <OnMeCard />
    </Page>
  );
}

function Reports({ search, onSearch }: ReportsScreenProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = queryOf(search);
  const report = useQuery(reportQuery(query));
  const { data } = report;
  const [isSaving, setSaving] = useState(false);
  return (
    <Page
      title={t('reports.title')}
      isStale={report.isPlaceholderData}
      detail={
        data && t('reports.span', { from: format.day(data.from, 'short'), to: format.day(data.to, 'short') })
      }
      actions={
        <>
          <Link to="/reports/capacity" search={{}} className={buttonClass()}>
            <Icon of={IconUsersGroup} />
            {t('capacity.title')}
          </Link>
          <Button icon={IconBookmark} onClick={() => setSaving(true)}>
            {t('reports.saved.save')}
          </Button>
          <a
            className={buttonClass()}
            href={exportAddress(query, format.locale)}
            download
            aria-label={t('reports.csvLabel')}
          >
            <Icon of={IconDownload} />
            {t('reports.csv')}
          </a>
        </>
      }
    >
      <ReportControls search={search} report={data} onChange={onSearch} />
      <Loaded query={report} title={t('reports.failed')}>
        {(found) => <Content report={found} query={query} />}
      </Loaded>
      <div className={styles.pair}>
        <SavedReports />
        <MineCard />
      </div>
      <div className={styles.pair}>
        <UnlocksCard teams={data?.teams ?? []} />
        <OnMeCard />
      </div>
      <Glossary />
      {isSaving && <SaveReportDialog query={query} onClose={() => setSaving(false)} />}
    </Page>
  );
}

function Content({ report, query }: { report: ReportAnswer; query: ReportQuery }) {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const { rebuild } = report.state;
  return (
    <>
      {rebuild && (
        <Banner tone="busy" role="status">
          {t('reports.state.rebuilding', { done: rebuild.done, total: rebuild.total })}
        </Banner>
      )}
      <ReportTotals report={report} onPoint={setPointed} />
      <Suspense fallback={<ChartStandIn title={t('reports.chart.title')} height={230} />}>
        <ReportChart report={report} />
      </Suspense>
      <ReportTable report={report} onPoint={setPointed} />
      <Reasons report={report} onPoint={setPointed} />
      <Standing state={report.state} />
      {pointed !== null && <BehindDialog query={query} pointed={pointed} onClose={() => setPointed(null)} />}
    </>
  );
}

/** Of all groups together; the table has them by group. */
function Reasons({
  report: { total },
  onPoint,
}: {
  report: ReportAnswer;
  onPoint: (pointed: Pointed) => void;
}) {
  const { t } = useTranslation();
  const words = useReportWords();
  if ((total.values.noAnswerNeeded ?? 0) === 0) return null;
  return (
    <Card title={t('common.noAnswer.title')}>
      <dl className={styles.totals}>
        {noAnswerReasons.map((reason) => (
          <div key={reason}>
            <dt>{t(`common.noAnswer.reasons.${reason}`)}</dt>
            <dd>
              <ReportFigure
                row={total}
                id={noAnswerMetrics[reason]}
                name={words.total}
                className={styles.figure}
                plainClassName={styles.value}
                onPoint={onPoint}
              />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** Whether the figures can be trusted; administrators can have them built anew. */
function Standing({ state }: { state: ReportState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const toasts = useToasts();
  const sentence = useSentence();
  const rebuild = useSave(() => api.post<ReportState>('/api/reports/rebuild'), [['report', 'figures']]);
  const onError = (error: unknown) => toasts.show({ text: sentence(error), tone: 'error' });
  const at = state.checkedAt === null ? '' : format.moment(state.checkedAt);
  const told =
    state.checkedAt === null
      ? 'notYet'
      : (state.differences ?? 0) > 0
        ? ('wrong' as const)
        : ('checked' as const);
  return (
    <div className={styles.standing}>
      <p className="mut">{t(`reports.state.${told}`, { at })}</p>
      {can({ role: me.role, teamIds: [] }, 'organisation.manage') && (
        <Button
          size="small"
          tone="quiet"
          isBusy={rebuild.isPending}
          disabled={state.rebuild !== null}
          onClick={() => rebuild.mutate(undefined, { onError })}
        >
          {t('reports.state.rebuild')}
        </Button>
      )}
    </div>
  );
}

/** The definitions that every figure on this page was reckoned with. */
function Glossary() {
  const { t } = useTranslation();
  const words = useReportWords();
  return (
    <Card label={t('reports.glossary.title')}>
      <details className={styles.glossary}>
        <summary>{t('reports.glossary.title')}</summary>
        <dl>
          {reportMetricIds.map((id) => (
            <div key={id}>
              <dt>{words.name(id)}</dt>
              <dd>
                {words.explain(id).what} <span className="mut">{words.explain(id).formula}</span>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </Card>
  );
}
