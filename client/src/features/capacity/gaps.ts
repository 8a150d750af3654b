import type { CapacityHour } from '@visavis/shared/api/capacity';

/** Hours that follow each other in which too few people are planned. */
interface Gap {
  day: string;
  from: number;
  /** The hour at which it ends. */
  to: number;
  /** In its worst hour, rounded up: nobody is missing in part. */
  short: number;
}

export function isShort({ needed, planned }: CapacityHour): boolean {
  return planned < needed;
}

/** @param hours in the order of time */
export function gapsOf(hours: readonly CapacityHour[]): Gap[] {
  const gaps: Gap[] = [];
  for (const one of hours) {
    if (!isShort(one)) continue;
    const short = Math.ceil(one.needed - one.planned);
    const last = gaps.at(-1);
    if (last?.day === one.day && last.to === one.hour) {
      last.to = one.hour + 1;
      last.short = Math.max(last.short, short);
    } else gaps.push({ day: one.day, from: one.hour, to: one.hour + 1, short });
  }
  return gaps;
}
