import { arrivalDays, type ArrivalCell, type ArrivalDays, type LiveArrivals } from '@visavis/shared/api/live';
import { scaleBand, scaleQuantize } from '@visx/scale';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerTime } from '../../lib/server-clock.ts';
import { addDays, wallTimeOf } from '../../lib/zoned-time.ts';
import { ChartCard } from '../../ui/chart/ChartCard.tsx';
import { AxisText } from '../../ui/chart/ValueAxis.tsx';
import { Table } from '../../ui/Page.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { Behind, OpenBehind } from './behind.ts';
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
/** Drawn also where nothing came. */
const USUAL_HOURS = { first: 7, last: 20 };
const DAYS = [0, 1, 2, 3, 4, 5, 6];
const SHADES = ['h1', 'h2', 'h3', 'h4', 'h5'];
const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};
const SOME_MONDAY = '2024-01-01';

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
  const format = useFormat();
  const weekday = (day: number, style: 'weekday' | 'weekdayLong') =>
    format.day(addDays(SOME_MONDAY, day), style);
  const at = (day: number, hour: number): ArrivalCell =>
    arrivals.cells.find((cell) => cell.weekday === day && cell.hour === hour) ?? {
      weekday: day,
      hour,
      count: 0,
      dueCount: 0,
      onTimeCount: 0,
    };
  const isNow = useIsNow();
  const isMissed = (cell: ArrivalCell) => (percent(cell) ?? 100) < goalPercent;
  const when = (cell: ArrivalCell) =>
    t('slaDashboard.arrivals.when', { day: weekday(cell.weekday, 'weekdayLong'), hour: cell.hour });
  const behind = (
    cell: ArrivalCell,
    figure: 'arrivals' | 'arrivalsDue' | 'arrivalsOnTime' = 'arrivals',
  ): Behind => ({
    metric: figure === 'arrivals' ? 'arrivals' : 'serviceLevel',
    query: { figure, teamId, weekday: cell.weekday, hour: cell.hour, days: arrivals.days },
    of: when(cell),
  });
  const words = (cell: ArrivalCell) =>
    [
      `${when(cell)}: ${t('slaDashboard.arrivals.count', { count: cell.count })}`,
      ...(isMissed(cell) ? [t('slaDashboard.arrivals.missed')] : []),
    ].join(', ');
  return { at, isMissed, isNow, behind, words, when, weekday };
}

/** Whether it is this hour of the week now, by the organisation's clock. */
function useIsNow() {
  const { timeZone } = useMe().organisation;
  const hour = useServerTime((now) => {
    const { date, time } = wallTimeOf(now, timeZone);
    return `${(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7} ${Number(time.slice(0, 2))}`;
  });
  return (cell: ArrivalCell) => hour === `${cell.weekday} ${cell.hour}`;
}

function scalesOf({ cells }: LiveArrivals) {
  const found = cells.map(({ hour }) => hour);
  const first = Math.min(USUAL_HOURS.first, ...found);
  const last = Math.max(USUAL_HOURS.last, ...found);
  const hours = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const x = scaleBand({ domain: hours, range: [LEFT, WIDTH], padding: 0.14 });
  const y = scaleBand({ domain: DAYS, range: [0, HEIGHT - BOTTOM], padding: 0.1 });
  const shade = scaleQuantize({
    domain: [1, Math.max(2, ...cells.map(({ count }) => count))],
    range: SHADES,
  });
  const boxOf = ({ weekday, hour }: ArrivalCell) => ({
    x: x(hour) ?? 0,
    y: y(weekday) ?? 0,
    width: x.bandwidth(),
    height: y.bandwidth(),
  });
  return { first, last, hours, shade, boxOf };
}

function Picture(props: ShownProps) {
  const { t } = useTranslation();
  const { arrivals, onOpen } = props;
  const cells = useCells(props);
  const { first, last, hours, shade, boxOf } = scalesOf(arrivals);
  const within = (day: number, hour: number) =>
    [Math.min(6, Math.max(0, day)), Math.min(last, Math.max(first, hour))] as const;
  const [moved, setMoved] = useState<readonly [number, number]>([0, first]);
  // Another span may have fewer hours: the tabulator finds its way in all the same.
  const focus = within(...moved);
  const picture = useRef<SVGSVGElement>(null);
  const onKeyDown = (event: KeyboardEvent, cell: ArrivalCell) => {
    const move = MOVES[event.key];
    if (event.key !== 'Enter' && event.key !== ' ' && !move) return;
    event.preventDefault();
    if (!move) return onOpen(cells.behind(cell));
    const [day, hour] = within(cell.weekday + move[0], cell.hour + move[1]);
    setMoved([day, hour]);
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
        <Edges hours={hours} boxOf={(day, hour) => boxOf(cells.at(day, hour))} nameOf={cells.weekday} />
        {DAYS.flatMap((day) => hours.map((hour) => cells.at(day, hour))).map((cell) => (
          <Cell
            key={`${cell.weekday}-${cell.hour}`}
            cell={cell}
            box={boxOf(cell)}
            fill={cell.count === 0 ? 'h0' : shade(cell.count)}
            words={cells.words(cell)}
            isMissed={cells.isMissed(cell)}
            isNow={cells.isNow(cell)}
            isFocus={focus[0] === cell.weekday && focus[1] === cell.hour}
            onOpen={() => onOpen(cells.behind(cell))}
            onKeyDown={(event) => onKeyDown(event, cell)}
          />
        ))}
      </svg>
      <Key />
    </>
  );
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface EdgesProps {
  hours: readonly number[];
  boxOf: (day: number, hour: number) => Box;
  nameOf: (day: number, style: 'weekday') => string;
}

/** Days at the left, every third hour below. */
function Edges({ hours, boxOf, nameOf }: EdgesProps) {
  const [first = 0] = hours;
  const middleOf = ({ x, width }: Box) => x + width / 2;
  return (
    <g aria-hidden="true">
      {DAYS.map((day) => {
        const { y, height } = boxOf(day, first);
        return (
          <AxisText key={day} x={0} y={y + height / 2 + 4} anchor="start">
            {nameOf(day, 'weekday')}
          </AxisText>
        );
      })}
      {hours
        .filter((hour) => (hour - first) % 3 === 0)
        .map((hour) => (
          <AxisText key={hour} x={middleOf(boxOf(0, hour))} y={HEIGHT - 3}>
            {String(hour).padStart(2, '0')}
          </AxisText>
        ))}
    </g>
  );
}

interface CellProps {
  cell: ArrivalCell;
  box: Box;
  fill: string;
  words: string;
  isMissed: boolean;
  isNow: boolean;
  /** The one that the tabulator stops at. */
  isFocus: boolean;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Cell({ cell, box, fill, words, isMissed, isNow, isFocus, onOpen, onKeyDown }: CellProps) {
  return (
    <g
      data-cell={`${cell.weekday}-${cell.hour}`}
      role="button"
      tabIndex={isFocus ? 0 : -1}
      aria-label={words}
      aria-current={isNow ? 'time' : undefined}
      onClick={onOpen}
      onKeyDown={onKeyDown}
    >
      <title>{words}</title>
      <rect
        {...box}
        rx={3}
        fill={`var(--${fill})`}
        {...(isNow && { stroke: 'var(--ink)', strokeWidth: 1.6 })}
      />
      {isMissed && (
        <circle
          cx={box.x + box.width / 2}
          cy={box.y + box.height / 2}
          r={3.2}
          fill="var(--soon-mark)"
          stroke="var(--surface)"
          strokeWidth={1.4}
        />
      )}
    </g>
  );
}

function Key() {
  const { t } = useTranslation();
  return (
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
  );
}

function AsTable(props: ShownProps) {
  const { t } = useTranslation();
  const cells = useCells(props);
  const head = (['hour', 'arrived', 'due', 'onTime'] as const).map((key) =>
    t(`slaDashboard.arrivals.${key}`),
  );
  return (
    <ScrollRegion label={t('slaDashboard.arrivals.title')} maxHeight={250}>
      <Table head={head} label={t('slaDashboard.arrivals.title')}>
        {props.arrivals.cells.map((cell) => (
          <tr key={`${cell.weekday}-${cell.hour}`}>
            <td>{cells.when(cell)}</td>
            <td className="num">
              <FigureButton behind={cells.behind(cell)} onOpen={props.onOpen}>
                {cell.count}
              </FigureButton>
            </td>
            {(['arrivalsDue', 'arrivalsOnTime'] as const).map((figure) => (
              <td key={figure} className="num">
                <FigureButton behind={cells.behind(cell, figure)} onOpen={props.onOpen}>
                  {figure === 'arrivalsDue' ? cell.dueCount : cell.onTimeCount}
                </FigureButton>
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </ScrollRegion>
  );
}
