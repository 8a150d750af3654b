import { Injectable } from '@nestjs/common';
import { ManageCalendarsService } from '../sla/manage-calendars.service.ts';
import type { DemoTeam } from './demo-team.service.ts';

const WEEKDAY: [string, string][] = [['08:00', '20:00']];

/**
 * Brückenfunk's hours: contracts and bills are dealt with in Kassel, on workdays and without the holidays of Hesse;
 * everybody else is there around the clock.
 */
@Injectable()
export class DemoCalendarsService {
  constructor(private readonly calendars: ManageCalendarsService) {}

  /** Before the stories, whose clocks run by it. */
  async settle({ teams }: DemoTeam, now: Date): Promise<void> {
    const { calendar } = await this.calendars.create('team', teams.billing);
    const year = now.getUTCFullYear();
    const content = {
      timeZone: null,
      weekly: {
        mon: WEEKDAY,
        tue: WEEKDAY,
        wed: WEEKDAY,
        thu: WEEKDAY,
        fri: WEEKDAY,
        sat: [['09:00', '13:00']] as [string, string][],
      },
      country: 'DE',
      region: 'HE',
      exceptions: [year, year + 1].flatMap((each) => [
        { date: `${each}-12-24`, name: 'Heiligabend', spans: [['09:00', '12:00']] as [string, string][] },
        { date: `${each}-12-31`, name: 'Silvester', spans: [] },
      ]),
    };
    await this.calendars.save(calendar.id, content, calendar.version);
  }
}
