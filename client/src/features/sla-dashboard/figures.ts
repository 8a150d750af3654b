import type { OnTimeFigures } from '@visavis/shared/api/live';

/** In percent; null when nothing fell due: no share of nothing is told. */
export function percent({ dueCount, onTimeCount }: OnTimeFigures): number | null {
  return dueCount === 0 ? null : (onTimeCount / dueCount) * 100;
}

/** `4:12` minutes, `1:04:12` hours. */
export function minutesAndSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
