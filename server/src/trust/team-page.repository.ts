import type { PublicForm } from '@visavis/shared/agents/public-face';
import type { Availability } from '@visavis/shared/api/session';
import type { BusinessHours } from '@visavis/shared/sla/business-time';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

/** Somebody who wants to be on the team page. */
export interface ShownPerson {
  id: string;
  form: Exclude<PublicForm, 'shielded'>;
  publicName: string;
  mark: string;
  faceVersion: number;
  pronouns: string;
  helpsWith: string;
  sinceYear: number | null;
  sentence: string;
  availability: Availability;
  languages: string[];
}

@Injectable()
export class TeamPageRepository {
  constructor(private readonly database: Database) {}

  /** In no order. Who is shielded answers, but is nobody in particular. */
  async people(): Promise<ShownPerson[]> {
    return this.database.query(
      `SELECT a.id, c.form, a.public_name AS "publicName", a.mark, a.face_version AS "faceVersion", a.pronouns,
              a.helps_with AS "helpsWith", a.since_year AS "sinceYear", a.sentence, a.availability,
              ARRAY(SELECT l.language FROM agent_language l WHERE l.agent_id = a.id ORDER BY l.position, l.language) AS languages
       FROM face_consent c JOIN agent a ON a.id = c.agent_id
       WHERE c.purpose = 'teamPage' AND c.withdrawn_at IS NULL AND c.form <> 'shielded' AND a.deactivated_at IS NULL`,
    );
  }

  /** The hours of the teams that everybody may know of, by one clock; in no order. */
  async hours(timeZone: string): Promise<Pick<BusinessHours, 'weekly'>[]> {
    return this.database.query(
      `SELECT coalesce(own.weekly, whole.weekly) AS weekly
       FROM team t
       LEFT JOIN sla_calendar own ON own.team_id = t.id
       LEFT JOIN sla_calendar whole ON whole.scope = 'organisation'
       WHERE NOT t.is_closed AND coalesce(own.weekly, whole.weekly) IS NOT NULL
         AND coalesce(own.time_zone, whole.time_zone, $1) = $1`,
      [timeZone],
    );
  }

  /** Everybody who answers, whether they are shown or not. */
  async counts(): Promise<{ people: number; present: number }> {
    const [found] = await this.database.query<{ people: number; present: number }>(
      `SELECT count(*)::int AS people,
              count(*) FILTER (WHERE a.availability IN ('available', 'busy'))::int AS present
       FROM agent a
       WHERE a.deactivated_at IS NULL
         AND (EXISTS (SELECT 1 FROM team_member m WHERE m.agent_id = a.id)
           OR EXISTS (SELECT 1 FROM face_consent c
                      WHERE c.agent_id = a.id AND c.purpose = 'teamPage' AND c.withdrawn_at IS NULL))`,
    );
    return found ?? { people: 0, present: 0 };
  }
}
