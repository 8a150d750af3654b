import { Injectable } from '@nestjs/common';
import type { BusinessHours } from '@visavis/shared/sla/business-time';
import { holidayPlaceOf, resolveCalendar, type CalendarPart } from '@visavis/shared/sla/resolve-calendar';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { CalendarsRepository, type Calendar } from './calendars.repository.ts';
import { PublicHolidays } from './public-holidays.ts';

/** What a conversation's clock reckons with, and whose calendar it is: that of the innermost level that has one. */
export interface NamedHours {
  /** The name of the channel, team or organisation. */
  name: string;
  hours: BusinessHours;
}

export interface CalendarPlace {
  teamId: string;
  channelId: string;
  /** Of its clock, where that may lie further back than last year: then the holidays of those years count too. */
  startedAt?: Date | null;
}

/** Whatever a network says of the time of a post, no more years than these are looked up. */
const MOST_YEARS_BACK = 20;

/** Resolved calendars that a process keeps; each is a small object, and only those in use are asked for. */
const MOST_KEPT = 5_000;

/** The calendars of organisation, teams and channels, and the hours that follow from them. */
@Injectable()
export class CalendarsService {
  private readonly kept = new Map<string, NamedHours>();

  constructor(
    private readonly repository: CalendarsRepository,
    private readonly holidays: PublicHolidays,
    private readonly clock: Clock,
  ) {}

  /**
   * Step that only reads: the hours of each conversation, from its channel, its team and the organisation. Holidays
   * are those of last year (or of the year in which a clock started) until the year after next, counted from now; the
   * same versions and years give the same object, so that a calendar is compiled once.
   */
  async ofConversations<T extends CalendarPlace>(
    tx: Tx,
    places: readonly T[],
  ): Promise<(place: CalendarPlace) => NamedHours> {
    const teamIds = [...new Set(places.map(({ teamId }) => teamId))];
    const channelIds = [...new Set(places.map(({ channelId }) => channelId))];
    const calendars = await this.repository.ofPlaces(tx, teamIds, channelIds);
    const resolve = await this.resolver(calendars);
    const byPlace = new Map(calendars.map((calendar) => [calendar.ofId, calendar]));
    const organisation = byPlace.get(null);
    return ({ teamId, channelId, startedAt = null }) =>
      resolve([organisation, byPlace.get(teamId), byPlace.get(channelId)].filter(isThere), startedAt);
  }

  /** Resolves chains, the organisation first. Loads the holidays only when one of these calendars keeps any. */
  private async resolver(
    calendars: readonly Calendar[],
  ): Promise<(chain: readonly Calendar[], startedAt: Date | null) => NamedHours> {
    const keepsHolidays = calendars.some((calendar) => holidayPlaceOf([calendar]) !== null);
    const book = keepsHolidays ? await this.holidays.load() : null;
    const now = this.clock.now();
    return (chain, startedAt) => {
      const years = yearsAround(now, book === null ? null : startedAt);
      const key = [years[0], ...chain.map(keyOf)].join(' ');
      let named = this.kept.get(key);
      if (named === undefined) {
        const holidaysOf = (country: string, region: string | null, year: number) =>
          book?.of(country, region, year) ?? [];
        named = { name: chain.at(-1)?.name ?? '', hours: resolveCalendar(chain, holidaysOf, years) };
        if (this.kept.size >= MOST_KEPT) this.kept.clear();
        this.kept.set(key, named);
      }
      return named;
    };
  }

  /** Step: the hours at the end of a chain of levels, the organisation first. */
  async resolve(chain: readonly CalendarPart[]): Promise<BusinessHours> {
    const book = holidayPlaceOf(chain) === null ? null : await this.holidays.load();
    return resolveCalendar(
      chain,
      (country, region, year) => book?.of(country, region, year) ?? [],
      yearsAround(this.clock.now()),
    );
  }
}

/**
 * Last year, because clocks may have started there, until the year after next, because targets may last a year.
 *
 * @param startedAt of a clock that may have started longer ago
 */
function yearsAround(now: Date, startedAt: Date | null = null): number[] {
  const present = now.getUTCFullYear();
  const first = Math.min(present - 1, startedAt?.getUTCFullYear() ?? present);
  const from = Math.max(first, present - MOST_YEARS_BACK);
  return Array.from({ length: present + 3 - from }, (_, index) => from + index);
}

/** A version that was rolled back may come again with other content, but not at the same instant. */
function keyOf({ id, version, updatedAt, timeZone, name }: Calendar): string {
  return [id, version, updatedAt.getTime(), timeZone, name].join('/');
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
