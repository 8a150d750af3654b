import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { arrivalDays, type ArrivalDays } from '@visavis/shared/api/live';
import { plusDays } from '@visavis/shared/reports/report-period';
import { zoneClock } from '@visavis/shared/sla/zone-clock';
import { DEFAULT_GOAL_PERCENT, OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { Logger } from '../platform/logger.ts';
import {
  LiveDayRepository,
  type LiveDay,
  type OnTimeRow,
  type PastArrivalRow,
} from './live-day.repository.ts';
import { beginningOf, wallClockAt, weekdayOf } from './report-days.ts';

/** What is over hardly changes within a minute; read once for everybody who looks. */
const KEPT_MS = 60_000;
/** What was read is told for so long, while it is read anew. */
const TOLD_MS = 20 * 60_000;
/** Often enough that whoever comes first in the morning does not wait for four weeks to be read. */
const AHEAD_MS = 10 * 60_000;
const DEFAULT_ZONE = 'Europe/Berlin';
const HOUR_MS = 3_600_000;

/** The days before today, of all teams. */
export interface LivePast {
  yesterday: OnTimeRow[];
  arrivals: PastArrivalRow[];
}

interface Kept {
  at: number;
  /** Which day it is the past of. */
  of: string;
  past: Promise<LivePast>;
}

/** Which day it is, and what lies before it. */
@Injectable()
export class LivePastService implements OnApplicationBootstrap, OnApplicationShutdown {
  private kept: Kept | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly days: LiveDayRepository,
    private readonly organisation: OrganisationService,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsApi) return;
    const readAhead = (): void => void this.readAhead().catch(this.onFault);
    readAhead();
    this.timer = setInterval(readAhead, AHEAD_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** From midnight to midnight on the organisation's clock; 23 or 25 hours when clocks change. */
  async day(): Promise<LiveDay & { goalPercent: number }> {
    const now = this.clock.now();
    const organisation = await this.organisation.find();
    const timeZone = organisation?.timeZone ?? DEFAULT_ZONE;
    return {
      yesterdayFrom: midnight(now, timeZone, -1),
      from: midnight(now, timeZone, 0),
      to: midnight(now, timeZone, 1),
      now,
      timeZone,
      goalPercent: organisation?.onTimeGoalPercent ?? DEFAULT_GOAL_PERCENT,
    };
  }

  /** A minute old, or what was read before while it is read anew. Whoever finds nothing, or only what is too old, waits. */
  of(day: LiveDay): Promise<LivePast> {
    const of = `${day.from.toISOString()} ${day.timeZone}`;
    const { kept } = this;
    const age = kept?.of === of ? day.now.getTime() - kept.at : Infinity;
    if (kept === null || age < 0 || age >= TOLD_MS) return this.read(day, of);
    if (age >= KEPT_MS) this.read(day, of, kept).catch(this.onFault);
    return kept.past;
  }

  /** Since when arrivals are counted: so many days, today the last of them. */
  arrivalsSince({ now, timeZone }: LiveDay, days: ArrivalDays): Date {
    return midnight(now, timeZone, 1 - days);
  }

  /** Such an hour of each such weekday among so many days, today the last of them; two hours long where clocks are set back. */
  hoursOf(
    { now, timeZone }: LiveDay,
    { weekday, hour, days }: { weekday: number; hour: number; days: ArrivalDays },
  ): { from: Date; to: Date }[] {
    const clock = zoneClock(timeZone);
    const today = wallClockAt(now, timeZone).day;
    const at = (day: string, of: number): Date => new Date(clock.instantOf(Date.parse(day) + of * HOUR_MS));
    return Array.from({ length: days }, (_, before) => plusDays(today, -before))
      .filter((day) => weekdayOf(day) === weekday)
      .map((day) => ({ from: at(day, hour), to: at(day, hour + 1) }));
  }

  /** @param before what is told until this is there */
  private async read(day: LiveDay, of: string, before?: Kept): Promise<LivePast> {
    const past = this.readPast(day);
    const next = { at: day.now.getTime(), of, past: before?.past ?? past };
    this.kept = next;
    try {
      const read = await past;
      next.past = past;
      return read;
    } catch (error) {
      if (this.kept === next) this.kept = before ?? null;
      throw error;
    }
  }

  private async readPast(day: LiveDay): Promise<LivePast> {
    const { yesterdayFrom, from } = day;
    const [yesterday, arrivals] = await Promise.all([
      this.days.onTime(null, { ...day, from: yesterdayFrom, to: from }),
      this.days.pastArrivals(
        day,
        this.arrivalsSince(day, Math.max(...arrivalDays) as ArrivalDays),
        this.arrivalsSince(day, Math.min(...arrivalDays) as ArrivalDays),
      ),
    ]);
    return { yesterday, arrivals };
  }

  /** Before the set-up, or before the demonstration is filled, there is nothing yet that would be worth keeping. */
  private async readAhead(): Promise<void> {
    if ((await this.organisation.find()) !== null) await this.of(await this.day());
  }

  private readonly onFault = (error: unknown): void =>
    this.logger.warn('The days before today could not be read.', { err: error });
}

function midnight(now: Date, timeZone: string, days: number): Date {
  return beginningOf(plusDays(wallClockAt(now, timeZone).day, days), timeZone);
}
