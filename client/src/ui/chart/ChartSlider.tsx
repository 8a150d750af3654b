import type { KeyboardEvent, PointerEvent, ReactNode, Ref } from 'react';
import styles from './chart.module.css';

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

interface ChartSliderProps {
  label: string;
  /** What is there, in words. */
  words: string;
  /** Where one is, and how many such places there are. */
  place: number;
  count: number;
  /** The place at a share of the width; may lie beyond the ends. */
  placeAt: (share: number) => number;
  /** Null: the pointer has left. */
  onPlace: (place: number | null) => void;
  children: ReactNode;
  ref?: Ref<HTMLDivElement>;
}

/** A picture one walks through, with the arrows or the pointer; what is there is read out. */
export function ChartSlider({
  label,
  words,
  place,
  count,
  placeAt,
  onPlace,
  children,
  ref,
}: ChartSliderProps) {
  const last = Math.max(0, count - 1);
  const go = (to: number) => onPlace(Math.min(last, Math.max(0, to)));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    go(step === undefined ? (event.key === 'Home' ? 0 : last) : place + step);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    go(placeAt((event.clientX - left) / width));
  };
  return (
    <div
      ref={ref}
      className={styles.chart}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={place}
      aria-valuetext={words}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => onPlace(null)}
    >
      {children}
    </div>
  );
}
