import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FacePlaces, type PlacesOfFace } from '../agents/face-places.ts';
import { Database } from '../platform/database/database.ts';

/** Networks that are told a picture of whoever replies. */
const WITH_PROFILES = ['webhook', 'playground'];

/** Counts for people and their proof, where their face stands beside replies. */
@Injectable()
export class FacePlacesRepository implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly places: FacePlaces,
  ) {}

  onModuleInit(): void {
    this.places.provide((agentId) => this.placesOf(agentId));
  }

  async placesOf(agentId: string): Promise<PlacesOfFace> {
    const [found] = await this.database.query<PlacesOfFace>(
      `SELECT count(*)::int AS replies,
              count(m.check_code)::int AS "checkPages",
              count(*) FILTER (WHERE c.network = ANY($2::text[]) AND m.external_id IS NOT NULL)::int AS "onNetworks"
       FROM message m JOIN channel c ON c.id = m.channel_id
       WHERE m.agent_id = $1 AND m.type = 'reply' AND (m.author_snapshot->>'faceVersion')::int > 0`,
      [agentId, WITH_PROFILES],
    );
    return found ?? { replies: 0, checkPages: 0, onNetworks: 0 };
  }
}
