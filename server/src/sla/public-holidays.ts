import { Injectable } from '@nestjs/common';
import type { HolidayCountry } from '@visavis/shared/api/calendars';
import type { Locale } from '@visavis/shared/api/session';
import type { Holiday } from '@visavis/shared/sla/resolve-calendar';
import type DateHolidays from 'date-holidays';

type Library = typeof DateHolidays;

/** More places and years than anybody keeps; a stranger who asks for them all must not fill the memory. */
const MOST_KEPT = 2_000;

/** The world's public holidays. The tables are large, so they are loaded when somebody first needs them. */
@Injectable()
export class PublicHolidays {
  private library: Promise<Library> | null = null;
  private readonly kept = new Map<string, readonly Holiday[]>();

  /** Loads the tables. @returns the holidays of places, which are read at once from then on */
  async load(locale: Locale = 'de'): Promise<PublicHolidaysBook> {
    this.library ??= import('date-holidays').then((module) => module.default);
    return new PublicHolidaysBook(await this.library, this.kept, locale);
  }
}

export class PublicHolidaysBook {
  constructor(
    private readonly library: Library,
    private readonly kept: Map<string, readonly Holiday[]>,
    private readonly locale: Locale,
  ) {}

  /**
   * Days on which the law closes a whole country or region, in the order of dates. What only some towns, schools or
   * banks keep is left out, and so is what is only observed. Empty for a place that there is not.
   */
  of(country: string, region: string | null, year: number): readonly Holiday[] {
    const key = `${country}-${region ?? ''}-${year}-${this.locale}`;
    let days = this.kept.get(key);
    if (days === undefined) {
      days = this.knows(country, region) ? this.read(country, region, year) : [];
      if (this.kept.size >= MOST_KEPT) this.kept.clear();
      this.kept.set(key, days);
    }
    return days;
  }

  knows(country: string, region: string | null): boolean {
    const library = new this.library();
    if (!Object.hasOwn(library.getCountries(), country)) return false;
    return region === null || Object.hasOwn(library.getStates(country) ?? {}, region);
  }

  /** Every country with its regions, by name. */
  countries(): HolidayCountry[] {
    const library = new this.library();
    const names = new Intl.DisplayNames([this.locale], { type: 'region' });
    return Object.keys(library.getCountries())
      .map((code) => ({
        code,
        name: /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code,
        regions: this.regionsOf(library, code),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, this.locale));
  }

  private regionsOf(library: DateHolidays, country: string): HolidayCountry['regions'] {
    return Object.entries<string>(library.getStates(country, this.locale) ?? {})
      .map(([code, name]) => ({ code, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, this.locale));
  }

  private read(country: string, region: string | null, year: number): Holiday[] {
    const options = { types: ['public' as const] };
    const holidays =
      region === null ? new this.library(country, options) : new this.library(country, region, options);
    const byDate = new Map<string, string>();
    for (const { date, end, name } of holidays.getHolidays(year, this.locale)) {
      for (const day of daysUntil(date.slice(0, 10), end.getTime() - Date.parse(date.slice(0, 10)))) {
        byDate.set(day, byDate.get(day) ?? name);
      }
    }
    return [...byDate].map(([date, name]) => ({ date, name })).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  }
}

const DAY_MS = 86_400_000;

/** Feasts of several days are one entry with a length; zones shift its end by hours, never by half a day or more. */
function daysUntil(first: string, lengthMs: number): string[] {
  const count = Math.min(31, Math.max(1, Math.round(lengthMs / DAY_MS)));
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * DAY_MS).toISOString().slice(0, 10),
  );
}
