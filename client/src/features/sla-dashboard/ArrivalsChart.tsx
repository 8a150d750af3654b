import { arrivalDays, type ArrivalCell, type ArrivalDays, type LiveArrivals } from '@visavis/shared/api/live';
import { Group } from '@visx/group';
import { scaleBand, scaleQuantize } from '@visx/scale';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Table } from '../../ui/Page.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { OpenBehind } from './behind.ts';
import { ChartCard } from './ChartCard.tsx';
import { FigureButton } from './FigureButton.tsx';
import { percent } from './figures.ts';
import styles from './LiveScreen.module.css';

interface ArrivalsChartProps extends Omit<ShownProps, 'arrivals'> {
  spans: LiveArrivals[];
}

interface ShownProps {
  arrivals: LiveArrivals;
  goalPercent: number;
  teamId: string | undefined;
  onOpen: OpenBehind;
}

const WIDTH = 320;
const HEIGHT = 182;
const LEFT = 26;
const BOTTOM = 18;
const DAYS = [0, 1, 2, 3, 4, 5, 6];
const SHADES = ['h1', 'h2', 'h3', 'h4', 'h5'];
const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};
/** A Monday. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);

/** When customers come, by hour and weekday; a dot where the target was missed. Arrows move, Enter opens. */
export function ArrivalsChart({ spans, ...rest }: ArrivalsChartProps) {
  const { t } = useTranslation();
  const [days, setDays] = useState<ArrivalDays>(28);
  const arrivals = spans.find((span) => span.days === days) ?? { days, cells: [] };
  const props = { ...rest, arrivals };
  return (
    <ChartCard
      title={t('slaDashboard.arrivals.title')}
      note={
        <SegmentedControl
          label={t('slaDashboard.arrivals.span')}
          value={String(days)}
          onChange={(value) => setDays(arrivalDays.find((each) => String(each) === value) ?? 28)}
          options={arrivalDays.map((each) => ({
            value: String(each),
            label: t('slaDashboard.arrivals.shortDays', { count: each }),
            title: t('slaDashboard.arrivals.days', { count: each }),
          }))}
        />
      }
      chart={<Picture {...props} />}
      table={<AsTable {...props} />}
    />
  );
}

function useCells({ arrivals, goalPercent, teamId }: ShownProps) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const weekday = (day: number, style: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
      SOME_MONDAY + day * 86_400_000,
    );
  const at = (day: number, hour: number): ArrivalCell =>
    arrivals.cells.find((cell) => cell.weekday === day && cell.hour === hour) ?? {
      weekday: day,
      hour,
      count: 0,
      dueCount: 0,
      onTimeCount: 0,
    };
  const isMissed = (cell: ArrivalCell) => (percent(cell) ?? 100) < goalPercent;
  const when = (cell: ArrivalCell) =>
    t('slaDashboard.arrivals.when', { day: weekday(cell.weekday, 'long'), hour: cell.hour });
  const behind = (cell: ArrivalCell) =>
    ({
      metric: 'arrivals',
      query: { figure: 'arrivals', teamId, weekday: cell.weekday, hour: cell.hour, days: arrivals.days },
      of: when(cell),
    }) as const;
  const words = (cell: ArrivalCell) =>
    `${when(cell)}: ${t('slaDashboard.arrivals.count', { count: cell.count })}${isMissed(cell) ? `, ${t('slaDashboard.arrivals.missed')}` : ''}`;
  return { at, isMissed, behind, words, when, weekday };
}

function Picture(props: ShownProps) {
  const { t } = useTranslation();
  const { arrivals, onOpen } = props;
  const cells = useCells(props);
  const found = arrivals.cells.map(({ hour }) => hour);
  const first = Math.min(7, ...found);
  const hours = Array.from({ length: Math.max(20, ...found) - first + 1 }, (_, i) => first + i);
  const [focus, setFocus] = useState<[number, number]>([0, hours[0] ?? 0]);
  const picture = useRef<SVGSVGElement>(null);
  const x = scaleBand({ domain: hours, range: [LEFT, WIDTH], padding: 0.14 });
  const y = scaleBand({ domain: DAYS, range: [0, HEIGHT - BOTTOM], padding: 0.1 });
  const shade = scaleQuantize({
    domain: [1, Math.max(2, ...arrivals.cells.map(({ count }) => count))],
    range: SHADES,
  });
  const onKeyDown = (event: KeyboardEvent, cell: ArrivalCell) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen(cells.behind(cell));
      return;
    }
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const day = Math.min(6, Math.max(0, cell.weekday + move[0]));
    const hour = Math.min(hours.at(-1) ?? 0, Math.max(first, cell.hour + move[1]));
    setFocus([day, hour]);
    picture.current?.querySelector<SVGElement>(`[data-cell="${day}-${hour}"]`)?.focus();
  };
  return (
    <>
      <svg
        ref={picture}
        className={styles.heat}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="group"
        aria-label={t('slaDashboard.arrivals.title')}
      >
        <Group>
          {DAYS.map((day) => (
            <text
              key={day}
              className={styles.axis}
              x={0}
              y={(y(day) ?? 0) + y.bandwidth() / 2 + 4}
              aria-hidden="true"
            >
              {cells.weekday(day, 'short')}
            </text>
          ))}
          {hours
            .filter((hour) => (hour - first) % 3 === 0)
            .map((hour) => (
              <text
                key={hour}
                className={styles.axis}
                x={(x(hour) ?? 0) + x.bandwidth() / 2}
                y={HEIGHT - 3}
                textAnchor="middle"
                aria-hidden="true"
              >
                {String(hour).padStart(2, '0')}
              </text>
            ))}
          {DAYS.flatMap((day) =>
            hours.map((hour) => {
              const cell = cells.at(day, hour);
              const isFocus = focus[0] === day && focus[1] === hour;
              return (
                <g
                  key={`${day}-${hour}`}
                  data-cell={`${day}-${hour}`}
                  role="button"
                  tabIndex={isFocus ? 0 : -1}
                  aria-label={cells.words(cell)}
                  onClick={() => onOpen(cells.behind(cell))}
                  onKeyDown={(event) => onKeyDown(event, cell)}
                >
                  <title>{cells.words(cell)}</title>
                  <rect
                    x={x(hour)}
                    y={y(day)}
                    width={x.bandwidth()}
                    height={y.bandwidth()}
                    rx={3}
                    fill={`var(--${cell.count === 0 ? 'h0' : shade(cell.count)})`}
                  />
                  {cells.isMissed(cell) && (
                    <circle
                      cx={(x(hour) ?? 0) + x.bandwidth() / 2}
                      cy={(y(day) ?? 0) + y.bandwidth() / 2}
                      r={3.2}
                      fill="var(--soon-mark)"
                      stroke="var(--surface)"
                      strokeWidth={1.4}
                    />
                  )}
                </g>
              );
            }),
          )}
        </Group>
      </svg>
      <p className={styles.key} aria-hidden="true">
        {t('slaDashboard.arrivals.few')}
        {SHADES.map((each) => (
          <i key={each} style={{ background: `var(--${each})` }} />
        ))}
        {t('slaDashboard.arrivals.many')}
        <span>
          <i data-dot />
          {t('slaDashboard.arrivals.missed')}
        </span>
      </p>
    </>
  );
}

function AsTable(props: ShownProps) {
  const { t } = useTranslation();
  const cells = useCells(props);
  const head = (['hour', 'arrived', 'due', 'onTime'] as const).map((key) =>
    t(`slaDashboard.arrivals.${key}`),
  );
  return (
    // Whoever has no mouse scrolls it with the arrows, for which it has to hold the focus (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.tall} role="region" tabIndex={0} aria-label={t('slaDashboard.arrivals.title')}>
      <Table head={head} label={t('slaDashboard.arrivals.title')}>
        {props.arrivals.cells.map((cell) => (
          <tr key={`${cell.weekday}-${cell.hour}`}>
            <td>{cells.when(cell)}</td>
            <td className="num">
              <FigureButton behind={cells.behind(cell)} onOpen={props.onOpen}>
                {cell.count}
              </FigureButton>
            </td>
            <td className="num">{cell.dueCount}</td>
            <td className="num">{cell.onTimeCount}</td>
          </tr>
        ))}
      </Table>
    </div>
  );
}
