import { scaleLinear } from '@visx/scale';
import { AreaStack } from '@visx/shape';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { wallTimeOf } from '../../lib/zoned-time.ts';
import { ChartCard } from '../../ui/chart/ChartCard.tsx';
import { ChartSlider } from '../../ui/chart/ChartSlider.tsx';
import { AxisText, ValueAxis } from '../../ui/chart/ValueAxis.tsx';
import { Table } from '../../ui/Page.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import type { Behind, OpenBehind } from './behind.ts';
import { FigureButton } from './FigureButton.tsx';
import styles from './LiveScreen.module.css';

interface Series {
  id: string;
  name: string;
  /** Which of the data colours. */
  colour: string;
  counts: number[];
  /** What its present number opens; null where it is of several together. */
  behind: Behind | null;
}

interface BacklogChartProps {
  title: string;
  at: string[];
  series: Series[];
  onOpen: OpenBehind;
}

const WIDTH = 320;
const HEIGHT = 200;
const MARGIN = { top: 8, right: 8, bottom: 22, left: 30 };
const LEAST_HIGHEST = 4;

/** What was open through the day, in layers; arrows move through it, and a line below says what is there. */
export function BacklogChart(props: BacklogChartProps) {
  return <ChartCard title={props.title} chart={<Picture {...props} />} table={<AsTable {...props} />} />;
}

function Picture({ title, at, series, onOpen }: BacklogChartProps) {
  const clock = useClock();
  const last = at.length - 1;
  const [chosen, setChosen] = useState<number | null>(null);
  const place = Math.min(chosen ?? last, last);
  const { instants, x, y } = scalesOf(at, series);
  const counts = series.map((each) => `${each.name} ${each.counts[place] ?? 0}`).join(', ');
  const chosenX = x(instants[place] ?? 0);
  return (
    <>
      <ChartSlider
        label={title}
        words={`${clock.at(at[place] ?? '')}: ${counts}`}
        place={place}
        count={at.length}
        placeAt={(share) => nearest(instants, Number(x.invert(share * WIDTH)))}
        onPlace={setChosen}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          <ValueAxis ticks={y.ticks(3)} y={y} left={MARGIN.left} right={WIDTH - MARGIN.right} />
          <Layers series={series} places={at.map((_, i) => i)} xAt={(i) => x(instants[i] ?? 0)} y={y} />
          {clock.hoursAmong(instants).map((instant) => (
            <AxisText key={instant} x={x(instant)} y={HEIGHT - 6}>
              {clock.at(instant).slice(0, 2)}
            </AxisText>
          ))}
          {chosen !== null && (
            <line stroke="var(--ink)" x1={chosenX} x2={chosenX} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
          )}
        </svg>
      </ChartSlider>
      <Legend series={series} place={place} isNow={place === last} onOpen={onOpen} />
    </>
  );
}

function scalesOf(at: readonly string[], series: readonly Series[]) {
  const instants = at.map((each) => Date.parse(each));
  const sums = at.map((_, i) => series.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0));
  const x = scaleLinear({
    domain: [instants[0] ?? 0, instants.at(-1) ?? 1],
    range: [MARGIN.left, WIDTH - MARGIN.right],
  });
  const y = scaleLinear({
    domain: [0, Math.max(LEAST_HIGHEST, ...sums)],
    range: [HEIGHT - MARGIN.bottom, MARGIN.top],
    nice: true,
  });
  return { instants, x, y };
}

interface LayersProps {
  series: readonly Series[];
  places: number[];
  xAt: (place: number) => number;
  y: (value: number) => number;
}

function Layers({ series, places, xAt, y }: LayersProps) {
  const of = (id: unknown) => series.find((each) => each.id === id);
  return (
    <AreaStack
      keys={series.map(({ id }) => id)}
      data={places}
      value={(place, id) => of(id)?.counts[place] ?? 0}
      x={({ data }) => xAt(data)}
      y0={([low]) => y(low)}
      y1={([, high]) => y(high)}
    >
      {({ stacks, path }) =>
        stacks.map((stack) => (
          <path
            key={stack.key}
            d={path(stack) ?? ''}
            fill={`var(--${of(stack.key)?.colour ?? 'd5'})`}
            stroke="var(--surface)"
            strokeWidth="1.2"
          />
        ))
      }
    </AreaStack>
  );
}

interface LegendProps {
  series: readonly Series[];
  place: number;
  /** Only what is open now can be opened. */
  isNow: boolean;
  onOpen: OpenBehind;
}

function Legend({ series, place, isNow, onOpen }: LegendProps) {
  return (
    <ul className={styles.legend}>
      {series.map(({ id, name, colour, counts, behind }) => (
        <li key={id}>
          <i style={{ background: `var(--${colour})` }} aria-hidden="true" />
          <span className="ell">{name}</span>
          {behind && isNow ? (
            <FigureButton behind={behind} onOpen={onOpen}>
              {counts[place] ?? 0}
            </FigureButton>
          ) : (
            <b>{counts[place] ?? 0}</b>
          )}
        </li>
      ))}
    </ul>
  );
}

function AsTable({ title, at, series, onOpen }: BacklogChartProps) {
  const { t } = useTranslation();
  const clock = useClock();
  return (
    <ScrollRegion label={title} maxHeight={250}>
      <Table head={[t('slaDashboard.chart.time'), ...series.map(({ name }) => name)]} label={title}>
        {at.map((each, i) => (
          <tr key={`${each}-${i}`}>
            <td className="num">{clock.at(each)}</td>
            {series.map(({ id, counts, behind }) => (
              <td key={id} className="num">
                {behind && i === at.length - 1 ? (
                  <FigureButton behind={behind} onOpen={onOpen}>
                    {counts[i] ?? 0}
                  </FigureButton>
                ) : (
                  (counts[i] ?? 0)
                )}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </ScrollRegion>
  );
}

function nearest(instants: readonly number[], wanted: number): number {
  return instants.reduce(
    (best, instant, i) => (Math.abs(instant - wanted) < Math.abs((instants[best] ?? 0) - wanted) ? i : best),
    0,
  );
}

/** Times by the clock of the organisation: its day is what the page shows. */
function useClock() {
  const format = useFormat();
  const { timeZone } = useMe().organisation;
  return {
    at: (instant: string | number) => format.clockTime(instant, timeZone),
    /** About five full hours. */
    hoursAmong: (instants: readonly number[]) => {
      const full = instants.filter((instant) => wallTimeOf(instant, timeZone).time.endsWith(':00'));
      const every = Math.max(1, Math.ceil(full.length / 5));
      return full.filter((_, i) => i % every === 0);
    },
  };
}
