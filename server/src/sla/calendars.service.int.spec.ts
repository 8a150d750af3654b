import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ownDatabase } from '../../test/test-database.ts';
import { dataSourceOptions } from '../platform/database/data-source-options.ts';
import { migrations } from '../platform/database/migrations/index.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { CalendarsService, type NamedHours } from './calendars.service.ts';
import { ManageCalendarsService } from './manage-calendars.service.ts';
import { SlaModule } from './sla.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
});
beforeEach(async () => {
  app.clock.set('2026-11-20T10:00:00Z');
  await app.reset();
});
afterAll(() => app.close());

const manage = () => app.get(ManageCalendarsService);
const silent = { timeZone: null, weekly: null, country: null, region: null, exceptions: [] };
const nine: [string, string][] = [['09:00', '17:00']];

interface Places {
  teamId: string;
  channelId: string;
  elsewhere: string;
}

async function places(): Promise<Places> {
  const teamId = (await theDefaultTeam(app)).id;
  const channelId = (await aChannel(app, { name: 'Mastodon' })).id;
  return { teamId, channelId, elsewhere: (await aTeam(app, { name: 'Abend' })).id };
}

function hoursOf(...given: { teamId: string; channelId: string }[]): Promise<NamedHours[]> {
  return app.get(UnitOfWork).run(async (tx) => {
    const of = await app.get(CalendarsService).ofConversations(tx, given);
    return given.map(of);
  });
}

test('a team gets one calendar of its own, also when two people ask for it at once', async () => {
  await manage().list();
  for (let count = 0; count < 10; count += 1) {
    const { id } = await aTeam(app);
    const asked = await Promise.allSettled([manage().create('team', id), manage().create('team', id)]);
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toMatchObject([{ code: 'conflict' }]);
  }
});

describe('the hours of a conversation', () => {
  test('never close before anybody made a calendar', async () => {
    const [only] = await hoursOf(await places());
    expect(only).toMatchObject({ hours: { weekly: { sun: [['00:00', '24:00']] } } });
  });

  test('are those of its channel, then its team, then the organisation, and named after the innermost', async () => {
    const { teamId, channelId, elsewhere } = await places();
    const [organisation] = await manage().list();
    await manage().save(organisation!.id, { ...silent, weekly: { mon: nine }, country: 'DE' }, 1);
    const { calendar: ofTeam } = await manage().create('team', teamId);
    await manage().save(ofTeam.id, { ...silent, timeZone: 'Europe/Lisbon', country: 'DE', region: 'HE' }, 1);
    const { calendar: ofChannel } = await manage().create('channel', channelId);
    const exceptions = [{ date: '2026-12-25', name: '', spans: nine }];
    await manage().save(ofChannel.id, { ...silent, exceptions }, 1);
    const otherChannel = (await aChannel(app)).id;
    const named = await hoursOf(
      { teamId, channelId },
      { teamId, channelId: otherChannel },
      { teamId: elsewhere, channelId: otherChannel },
    );
    expect(named).toMatchObject([
      { name: 'Mastodon', hours: { timeZone: 'Europe/Lisbon', weekly: { mon: nine } } },
      { name: (await theDefaultTeam(app)).name, hours: { timeZone: 'Europe/Lisbon' } },
      { name: 'Brückenfunk', hours: { timeZone: 'Europe/Berlin' } },
    ]);
    expect(named.map(({ hours }) => hours.holidays?.includes('2026-06-04'))).toEqual([true, true, false]);
    expect(named.map(({ hours }) => hours.exceptions?.['2026-12-25'])).toEqual([nine, undefined, undefined]);
  });

  test('are one object until somebody saves, so that a calendar is compiled once', async () => {
    const { teamId, channelId } = await places();
    const [organisation] = await manage().list();
    const [first] = await hoursOf({ teamId, channelId });
    const [second] = await hoursOf({ teamId, channelId });
    expect(second).toBe(first);
    await manage().save(organisation!.id, { ...silent, weekly: { tue: nine } }, 1);
    const [third] = await hoursOf({ teamId, channelId });
    expect(third?.hours.weekly).toEqual({ tue: nine });
  });

  test('know the holidays of a new year without a restart', async () => {
    const place = await places();
    const [organisation] = await manage().list();
    await manage().save(organisation!.id, { ...silent, country: 'DE' }, 1);
    const yearsKept = async () => {
      const [named] = await hoursOf(place);
      return [...new Set(named!.hours.holidays?.map((date) => date.slice(0, 4)))];
    };
    expect(await yearsKept()).toEqual(['2025', '2026', '2027', '2028']);
    app.clock.set('2027-01-01T00:00:00Z');
    expect(await yearsKept()).toEqual(['2026', '2027', '2028', '2029']);
  });

  test('of a hundred conversations are one statement', async () => {
    const { teamId, channelId } = await places();
    const many = Array.from({ length: 100 }, () => ({ teamId, channelId }));
    const statements: string[] = [];
    await app.get(UnitOfWork).run(async (tx) => {
      const counted = Object.assign(Object.create(tx) as typeof tx, {
        query: (sql: string, params: unknown[]) => {
          statements.push(sql);
          return tx.query(sql, params);
        },
      });
      await app.get(CalendarsService).ofConversations(counted, many);
    });
    expect(statements).toHaveLength(1);
  });
});

describe('an installation that had hours by policy', () => {
  test('finds them as calendars of its teams, and nothing where a team never closed', async () => {
    const url = await ownDatabase('calendars', 'empty');
    const isEarlier = ({ name }: { name: string }) => Number(name.slice(-13)) < 1795230010000;
    const before = await new DataSource({
      ...dataSourceOptions(url),
      migrations: migrations.filter(isEarlier),
    }).initialize();
    await before.runMigrations();
    const always = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
    );
    const weekly = { fri: nine };
    const former = [
      { timeZone: 'UTC', weekly: always },
      {
        timeZone: 'Europe/Berlin',
        weekly,
        holidays: ['2026-12-25', '2026-12-24'],
        exceptions: { '2026-12-24': [['09:00', '12:00']] },
      },
      { timeZone: 'Europe/Berlin', weekly: always, holidays: ['2026-05-01'] },
    ];
    for (const [index, hours] of former.entries()) {
      await before.query(
        `WITH team AS (INSERT INTO team (id, name, created_at) VALUES (gen_random_uuid(), $1, now()) RETURNING id),
              hours AS (INSERT INTO business_hours (id, name, hours) VALUES (gen_random_uuid(), $1, $2) RETURNING id)
         INSERT INTO sla_policy (id, team_id, business_hours_id, name, first_response_minutes, next_response_minutes)
         SELECT gen_random_uuid(), team.id, hours.id, $1, 60, 120 FROM team, hours`,
        [`Team ${index}`, JSON.stringify(hours)],
      );
    }
    await before.destroy();
    const upTo = ({ name }: { name: string }) => Number(name.slice(-13)) <= 1795230010000;
    const after = await new DataSource({
      ...dataSourceOptions(url),
      migrations: migrations.filter(upTo),
    }).initialize();
    await after.runMigrations();
    const rows = await after.query<Record<string, unknown>[]>(
      `SELECT calendar.scope, team.name, calendar.time_zone AS zone, calendar.weekly, calendar.exceptions
       FROM sla_calendar calendar LEFT JOIN team ON team.id = calendar.team_id ORDER BY team.name NULLS FIRST`,
    );
    await after.destroy();
    expect(rows).toEqual([
      { scope: 'organisation', name: null, zone: null, weekly: always, exceptions: [] },
      {
        scope: 'team',
        name: 'Team 1',
        zone: 'Europe/Berlin',
        weekly,
        exceptions: [
          { date: '2026-12-24', name: '', spans: [['09:00', '12:00']] },
          { date: '2026-12-25', name: '', spans: [] },
        ],
      },
      {
        scope: 'team',
        name: 'Team 2',
        zone: 'Europe/Berlin',
        weekly: always,
        exceptions: [{ date: '2026-05-01', name: '', spans: [] }],
      },
    ]);
  });
});
