import { Injectable } from '@nestjs/common';
import type { CalendarContent, CalendarScope } from '@visavis/shared/api/calendars';
import { newId } from '../platform/crypto/new-id.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface Calendar extends CalendarContent {
  id: string;
  scope: CalendarScope;
  /** The team or channel; null for the organisation. */
  ofId: string | null;
  /** The name of the organisation, team or channel. */
  name: string;
  /** Of a channel, the team its posts go to. */
  channelTeamId: string | null;
  version: number;
  updatedAt: Date;
}

const CALENDAR = `
  SELECT calendar.id, calendar.scope, coalesce(calendar.team_id, calendar.channel_id) AS "ofId",
         coalesce(team.name, channel.name, organisation.name, '') AS name,
         channel.team_id AS "channelTeamId", calendar.weekly,
         CASE calendar.scope WHEN 'organisation' THEN coalesce(calendar.time_zone, organisation.time_zone)
           ELSE calendar.time_zone END AS "timeZone",
         calendar.country, calendar.region, calendar.exceptions, calendar.version, calendar.updated_at AS "updatedAt"
  FROM sla_calendar calendar
  LEFT JOIN team ON team.id = calendar.team_id
  LEFT JOIN channel ON channel.id = calendar.channel_id
  LEFT JOIN organisation ON calendar.scope = 'organisation'`;

@Injectable()
export class CalendarsRepository {
  constructor(private readonly database: Database) {}

  /** The organisation's first, then teams and channels by name. */
  all(tx: Tx | null = null): Promise<Calendar[]> {
    return (tx ?? this.database).query<Calendar>(
      `${CALENDAR} ORDER BY CASE calendar.scope WHEN 'organisation' THEN 0 WHEN 'team' THEN 1 ELSE 2 END,
                lower(coalesce(team.name, channel.name)), calendar.id`,
    );
  }

  /** The organisation's calendar and those of these teams and channels that have one. */
  ofPlaces(tx: Tx, teamIds: readonly string[], channelIds: readonly string[]): Promise<Calendar[]> {
    return tx.query<Calendar>(
      `${CALENDAR} WHERE calendar.scope = 'organisation' OR calendar.team_id = ANY($1::uuid[])
         OR calendar.channel_id = ANY($2::uuid[])`,
      [teamIds, channelIds],
    );
  }

  async find(tx: Tx, id: string): Promise<Calendar | null> {
    const [found] = await tx.query<Calendar>(`${CALENDAR} WHERE calendar.id = $1 FOR UPDATE OF calendar`, [
      id,
    ]);
    return found ?? null;
  }

  /** The organisation always has one: around the clock until somebody says otherwise. */
  async ensureOrganisation(tx: Tx, weekly: CalendarContent['weekly'], now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO sla_calendar (id, scope, weekly, updated_at) VALUES ($1, 'organisation', $2::jsonb, $3)
       ON CONFLICT (scope) WHERE scope = 'organisation' DO NOTHING`,
      [newId(), JSON.stringify(weekly), now],
    );
  }

  /** A level that inherits everything. @returns its id; null where there is one already, or no such team or channel */
  async insert(tx: Tx, scope: 'team' | 'channel', ofId: string, now: Date): Promise<string | null> {
    const [made] = await tx.query<{ id: string }>(
      `INSERT INTO sla_calendar (id, scope, team_id, channel_id, updated_at)
       SELECT $1, $2, place.team_id, place.channel_id, $4
       FROM (SELECT id AS team_id, NULL::uuid AS channel_id FROM team WHERE $2 = 'team' AND id = $3
             UNION ALL SELECT NULL, id FROM channel WHERE $2 = 'channel' AND id = $3) place
       ON CONFLICT DO NOTHING RETURNING id`,
      [newId(), scope, ofId, now],
    );
    return made?.id ?? null;
  }

  /** An organisation that names its own time zone follows it: a later move of the organisation moves the calendar. */
  async save(tx: Tx, id: string, content: CalendarContent, now: Date): Promise<void> {
    await tx.query(
      `UPDATE sla_calendar SET
         time_zone = CASE WHEN scope = 'organisation' AND EXISTS (SELECT FROM organisation WHERE time_zone = $2)
           THEN NULL ELSE $2 END,
         weekly = $3::jsonb, country = $4, region = $5, exceptions = $6::jsonb, version = version + 1, updated_at = $7
       WHERE id = $1`,
      [
        id,
        content.timeZone,
        content.weekly === null ? null : JSON.stringify(content.weekly),
        content.country,
        content.region,
        JSON.stringify(content.exceptions),
        now,
      ],
    );
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query(`DELETE FROM sla_calendar WHERE id = $1`, [id]);
  }
}
