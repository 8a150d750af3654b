import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useState, type ReactNode } from 'react';
import styles from './chart.module.css';
import { ChartSlider } from './ChartSlider.tsx';
import { useWidth } from './use-width.ts';
import { AxisText, ValueAxis } from './ValueAxis.tsx';

const MARGIN = { top: 10, right: 4, bottom: 22, left: 34 };
const LEAST_HIGHEST = 4;
/** Bars narrower than what stands below them, in px. */
const NARROW = 60;

/** Where things are drawn, in px. */
export interface BarPlaces {
  /** The left end of what belongs to a bar, the gap beside it included. */
  x: (place: number) => number;
  step: number;
  y: (value: number) => number;
}

interface BarChartProps {
  label: string;
  /** From left to right. */
  bars: readonly { key: string | number; value: number; fill: string }[];
  height: number;
  /** The picture is as high as that; else as its highest bar. */
  most?: number;
  /** The bar that is told until another is pointed at. */
  usual: number;
  /** What a bar says, in words; stands below as well. */
  words: (place: number) => string;
  /** What stands below a bar; nothing where it is null. Told how many px there are for each. */
  nameOf: (place: number, step: number) => string | null;
  /** Drawn over the bars. */
  over?: (places: BarPlaces) => ReactNode;
}

/** Bars that one walks along; what each says stands below and is read out. */
export function BarChart({ label, bars, height, most = 0, usual, words, nameOf, over }: BarChartProps) {
  const { ref, width } = useWidth();
  const [chosen, setChosen] = useState<number | null>(null);
  const place = Math.min(chosen ?? usual, bars.length - 1);
  const x = scaleBand({
    domain: bars.map((_, at) => at),
    range: [MARGIN.left, width - MARGIN.right],
    padding: 0.2,
  });
  const y = scaleLinear<number>({
    domain: [0, Math.max(LEAST_HIGHEST, most, ...bars.map(({ value }) => value))],
    range: [height - MARGIN.bottom, MARGIN.top],
    nice: true,
  });
  const step = x.step();
  const xOf = (at: number) => (x(at) ?? 0) - (step - x.bandwidth()) / 2;
  return (
    <>
      <ChartSlider
        ref={ref}
        label={label}
        words={words(place)}
        place={place}
        count={bars.length}
        placeAt={(share) => Math.floor((share * width - MARGIN.left) / step)}
        onPlace={setChosen}
      >
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <ValueAxis
            ticks={y.ticks(4).filter(Number.isInteger)}
            y={y}
            left={MARGIN.left}
            right={width - MARGIN.right}
          />
          {bars.map(({ key, value, fill }, at) => (
            <Bar
              key={key}
              x={x(at) ?? 0}
              y={y(value)}
              width={x.bandwidth()}
              height={Math.max(0, height - MARGIN.bottom - y(value))}
              rx={2}
              fill={fill}
              opacity={at === place ? 1 : 0.75}
            />
          ))}
          {over?.({ x: xOf, step, y })}
          {bars.map(({ key }, at) => {
            const name = nameOf(at, step);
            if (name === null) return null;
            // The last name would stand out of the picture.
            const isAtEdge = at === bars.length - 1 && step < NARROW;
            return (
              <AxisText
                key={key}
                x={isAtEdge ? xOf(at) + step : xOf(at) + step / 2}
                y={height - 6}
                anchor={isAtEdge ? 'end' : 'middle'}
              >
                {name}
              </AxisText>
            );
          })}
        </svg>
      </ChartSlider>
      <p className={styles.words} aria-hidden="true">
        {words(place)}
      </p>
    </>
  );
}
