import { Injectable } from '@nestjs/common';
import type {
  CalendarContent,
  HolidayCountry,
  PreviewCalendarAnswer,
  PreviewCalendarRequest,
} from '@visavis/shared/api/calendars';
import { addBusinessMinutes } from '@visavis/shared/sla/business-time';
import { ALWAYS_OPEN_WEEK, type Holiday } from '@visavis/shared/sla/resolve-calendar';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { acceptCalendar } from './accept-calendar.ts';
import { chainOf } from './calendar-chain.ts';
import { CalendarsRepository, type Calendar } from './calendars.repository.ts';
import { CalendarsService } from './calendars.service.ts';
import { PublicHolidays, type PublicHolidaysBook } from './public-holidays.ts';

/** A calendar among all others, so that its presenter finds what it inherits from. */
export interface AmongCalendars {
  calendar: Calendar;
  all: Calendar[];
}

/** What administrators do with calendars. A change holds for clocks that start from then on. */
@Injectable()
export class ManageCalendarsService {
  constructor(
    private readonly repository: CalendarsRepository,
    private readonly calendars: CalendarsService,
    private readonly publicHolidays: PublicHolidays,
    private readonly organisation: OrganisationService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The organisation's first, then those of teams and channels, by name. */
  list(): Promise<Calendar[]> {
    return this.uow.run((tx) => this.all(tx));
  }

  /** @throws DomainError `not-found` for no such team or channel, `conflict` where it has a calendar already */
  async create(scope: 'team' | 'channel', ofId: string): Promise<AmongCalendars> {
    return this.uow.run(async (tx) => {
      const id = await this.repository.insert(tx, scope, ofId, this.clock.now());
      if (id !== null) return this.among(tx, id);
      const isThere = (await this.all(tx)).some((calendar) => calendar.ofId === ofId);
      throw isThere
        ? new DomainError('conflict', {}, 'It has a calendar of its own already.')
        : new DomainError('not-found', {}, `There is no such ${scope}.`);
    });
  }

  /** @throws DomainError `not-found`, `invalid`, or `version-conflict` where somebody saved meanwhile */
  async save(id: string, given: CalendarContent, version: number): Promise<AmongCalendars> {
    const content = await this.accept(given);
    return this.uow.run(async (tx) => {
      const before = await this.repository.find(tx, id);
      if (before === null) throw noSuchCalendar();
      if (before.version !== version)
        throw new DomainError('version-conflict', {}, 'Somebody has changed this calendar in the meantime.');
      await this.repository.save(tx, id, content, this.clock.now());
      return this.among(tx, id);
    });
  }

  /** The team or channel inherits everything again. @throws DomainError `not-found`, `conflict` for the organisation's */
  async remove(id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const before = await this.repository.find(tx, id);
      if (before === null) throw noSuchCalendar();
      if (before.scope === 'organisation')
        throw new DomainError('conflict', {}, 'The organisation always has a calendar.');
      await this.repository.remove(tx, id);
    });
  }

  /** When a target would be due under a calendar that is not saved. @throws DomainError `invalid`, `not-found` */
  async preview(request: PreviewCalendarRequest): Promise<PreviewCalendarAnswer> {
    const { timeZone, weekly, country, region, exceptions } = request;
    const content = await this.accept({ timeZone, weekly, country, region, exceptions });
    const all = await this.list();
    const parent = all.find(({ id }) => id === request.parentId?.toLowerCase());
    if (parent === undefined && request.parentId !== null) throw noSuchCalendar();
    const hours = await this.calendars.resolve([...chainOf(parent, all), content]);
    const dueAt = addBusinessMinutes(hours, new Date(request.startedAt), request.minutes);
    return { dueAt: dueAt?.toISOString() ?? null, timeZone: hours.timeZone };
  }

  /** Public holidays of a whole country or region. @throws DomainError `invalid` for a place that there is not */
  async holidays(country: string, region: string | null, year: number): Promise<readonly Holiday[]> {
    const book = await this.book();
    const place = [country.toUpperCase(), region === null ? null : region.toUpperCase()] as const;
    const fault = (field: string) => ({ fields: [{ field, code: 'unknown' }] });
    if (!book.knows(place[0], null))
      throw new DomainError('invalid', fault('country'), 'No such country is known.');
    if (!book.knows(...place)) throw new DomainError('invalid', fault('region'), 'No such region is known.');
    return book.of(...place, year);
  }

  async countries(): Promise<HolidayCountry[]> {
    return (await this.book()).countries();
  }

  private async book(): Promise<PublicHolidaysBook> {
    return this.publicHolidays.load((await this.organisation.find())?.locale);
  }

  private async accept(given: CalendarContent): Promise<CalendarContent> {
    // Who names no country needs no tables.
    const book = given.country === null ? null : await this.book();
    return acceptCalendar(given, (country, region) => book?.knows(country, region) ?? false);
  }

  private async all(tx: Tx): Promise<Calendar[]> {
    const all = await this.repository.all(tx);
    if (all.some(({ scope }) => scope === 'organisation')) return all;
    await this.repository.ensureOrganisation(tx, ALWAYS_OPEN_WEEK, this.clock.now());
    return this.repository.all(tx);
  }

  private async among(tx: Tx, id: string): Promise<AmongCalendars> {
    const all = await this.all(tx);
    const calendar = all.find((each) => each.id === id);
    if (calendar === undefined) throw noSuchCalendar();
    return { calendar, all };
  }
}

function noSuchCalendar(): DomainError {
  return new DomainError('not-found', {}, 'There is no such calendar.');
}
