import type { LiveReport } from '@visavis/shared/api/reports';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { wallTimeOf } from '../../lib/zoned-time.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Card } from '../../ui/Page.tsx';
import type { LiveCardProps } from './behind.ts';
import { FigureButton } from './FigureButton.tsx';
import { againstGoal, changeSinceHour, percent } from './figures.ts';
import styles from './LiveScreen.module.css';
import { Sparkline } from './Sparkline.tsx';

/** How much of what fell due today was answered in time. */
export function OnTimeCard({ report: { today }, teamId, onOpen }: LiveCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = percent(today);
  const before = percent(today.yesterday);
  const words = (value: number) => format.count(value, { maximumFractionDigits: 1 });
  const behind = (figure: 'dueToday' | 'onTimeToday' | 'dueYesterday') =>
    ({ metric: 'serviceLevel', query: { figure, teamId } }) as const;
  return (
    <Card
      title={t('slaDashboard.onTime.title')}
      right={t('slaDashboard.onTime.goal', { goal: today.goalPercent })}
    >
      {today.isTooSmall || share === null ? (
        <p className="mut">{t(today.isTooSmall ? 'slaDashboard.tooSmall' : 'slaDashboard.onTime.none')}</p>
      ) : (
        <>
          <div className={styles.course}>
            <FigureButton behind={behind('dueToday')} onOpen={onOpen} className={styles.big}>
              {words(share)}
              <small>%</small>
            </FigureButton>
            <Sparkline values={today.byHour.map((hour) => percent(hour) ?? 100)} goal={today.goalPercent} />
          </div>
          <FigureButton behind={behind('onTimeToday')} onOpen={onOpen} className="t12 num">
            {t('slaDashboard.onTime.of', {
              count: today.dueCount,
              onTime: format.count(today.onTimeCount),
              due: format.count(today.dueCount),
            })}
          </FigureButton>
          <p className={styles.against}>
            <AgainstGoal share={share} goal={today.goalPercent} />
            {before !== null && (
              <FigureButton behind={behind('dueYesterday')} onOpen={onOpen} className="t12 mut">
                {t('slaDashboard.onTime.yesterday', { share: words(before) })}
              </FigureButton>
            )}
          </p>
        </>
      )}
    </Card>
  );
}

function AgainstGoal({ share, goal }: { share: number; goal: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { isMet, points } = againstGoal(share, goal);
  const told = { count: points, points: format.count(points) };
  return (
    <Chip tone={isMet ? 'ok' : 'over'} icon={isMet ? IconCheck : IconAlertTriangle}>
      {points === 0
        ? t(isMet ? 'slaDashboard.onTime.justMet' : 'slaDashboard.onTime.justMissed')
        : t(isMet ? 'slaDashboard.onTime.above' : 'slaDashboard.onTime.below', told)}
    </Chip>
  );
}

/** How long customers waited for their first answer today. */
export function FirstAnswerCard({ report: { today }, teamId, onOpen }: LiveCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = { figure: 'answeredToday', teamId } as const;
  const { promised } = today;
  const longest = Math.max(today.p90Seconds ?? 0, promised.p90Seconds ?? 0);
  const rows = [
    {
      id: 'firstResponseMedianCalendar',
      seconds: today.medianSeconds,
      target: promised.medianSeconds,
      gloss: t('slaDashboard.first.median'),
    },
    {
      id: 'firstResponseP90Calendar',
      seconds: today.p90Seconds,
      target: promised.p90Seconds,
      gloss: t('slaDashboard.first.p90'),
    },
  ] as const;
  const hasMark = !today.isTooSmall && promised.medianSeconds !== null;
  return (
    <Card
      title={t('slaDashboard.first.title')}
      right={t(hasMark ? 'slaDashboard.first.calendarAndMark' : 'slaDashboard.first.calendar')}
    >
      {today.isTooSmall || today.answeredCount === 0 ? (
        <p className="mut">{t(today.isTooSmall ? 'slaDashboard.tooSmall' : 'slaDashboard.first.none')}</p>
      ) : (
        rows.map(({ id, seconds, target, gloss }) => (
          <div key={id} className={styles.bullet}>
            <FigureButton
              behind={{
                metric: id,
                query,
                ...(target !== null && { note: t('slaDashboard.first.explainTarget') }),
              }}
              onOpen={onOpen}
              className={styles.middle}
            >
              {format.answerTime(seconds ?? 0)}
            </FigureButton>
            <span className={styles.track} aria-hidden="true">
              <i style={{ width: `${ofScale(seconds ?? 0, longest)}%` }} />
              {target !== null && <u style={{ left: `${ofScale(target, longest)}%` }} />}
            </span>
            <span className="t12 sec num">
              {gloss}
              {target !== null &&
                ` · ${t('slaDashboard.first.target', { target: format.answerTime(target) })}`}
            </span>
          </div>
        ))
      )}
    </Card>
  );
}

/** In percent of a scale that has some room behind the longest. */
function ofScale(seconds: number, longest: number): number {
  return longest > 0 ? (seconds / longest) * 92 : 0;
}

/** What is not closed, by whose turn it is. */
export function OpenCard({ report, teamId, onOpen }: LiveCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const states = report.backlog.byState.map(({ state, counts }) => ({ state, count: counts.at(-1) ?? 0 }));
  const total = states.reduce((sum, { count }) => sum + count, 0);
  const behind = (state?: (typeof states)[number]['state']) =>
    ({
      metric: 'backlog',
      query: { figure: 'open', teamId, state },
      ...(state && { of: t(`slaDashboard.state.${state}`) }),
    }) as const;
  return (
    <Card title={t('slaDashboard.open.title')} right={<SinceHour backlog={report.backlog} />}>
      <FigureButton behind={behind()} onOpen={onOpen} className={styles.big}>
        {format.count(total)}
      </FigureButton>
      <div className={styles.stack} aria-hidden="true">
        {states.map(
          ({ state, count }) => count > 0 && <i key={state} data-series={state} style={{ flex: count }} />,
        )}
      </div>
      <ul className={styles.legend}>
        {states.map(({ state, count }) => (
          <li key={state}>
            <i data-series={state} aria-hidden="true" />
            {t(`slaDashboard.state.${state}`)}
            <FigureButton behind={behind(state)} onOpen={onOpen}>
              {format.count(count)}
            </FigureButton>
          </li>
        ))}
        <li>
          <i data-series="soon" aria-hidden="true" />
          {t('slaDashboard.teams.soon')}
          <FigureButton behind={{ metric: 'dueSoon', query: { figure: 'soon', teamId } }} onOpen={onOpen}>
            {format.count(report.soonCount)}
          </FigureButton>
        </li>
      </ul>
    </Card>
  );
}

/** How much more or less is open than at the last full hour that is an hour ago; nothing in the first hour of a day. */
function SinceHour({ backlog }: Pick<LiveReport, 'backlog'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { timeZone } = useMe().organisation;
  const found = changeSinceHour(backlog, timeZone);
  if (found === null) return null;
  const { by, at } = found;
  const given = { hour: Number(wallTimeOf(at, timeZone).time.slice(0, 2)) };
  if (by === 0) return t('slaDashboard.open.same', given);
  const count = Math.abs(by);
  const told = { ...given, count, number: format.count(count) };
  return (
    <>
      <span aria-hidden="true">
        {t('slaDashboard.open.since', { ...given, by: `${by > 0 ? '+' : '−'}${told.number}` })}
      </span>
      <span className="vh">{t(by > 0 ? 'slaDashboard.open.more' : 'slaDashboard.open.fewer', told)}</span>
    </>
  );
}
