import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { KnownPeopleRepository } from './known-people.repository.ts';

/** Teams, people and skills by id, as something else names them. */
export interface NamedPeople {
  teamIds: readonly string[];
  agentIds: readonly string[];
  skillIds: readonly string[];
}

/** What of something named is there: for those who keep ids of ours without a foreign key, such as rules. */
@Injectable()
export class KnownPeopleService {
  constructor(private readonly repository: KnownPeopleRepository) {}

  /** Teams that exist, people who are active, skills that were not deleted; within a transaction when given one. */
  async existing(
    named: NamedPeople,
    tx: Tx | null = null,
  ): Promise<Record<keyof NamedPeople, ReadonlySet<string>>> {
    const isNothing = named.teamIds.length + named.agentIds.length + named.skillIds.length === 0;
    const found = isNothing ? [] : await this.repository.existing(named, tx);
    const ids = (kind: 'team' | 'agent' | 'skill') =>
      new Set(found.filter((row) => row.kind === kind).map((row) => row.id));
    return { teamIds: ids('team'), agentIds: ids('agent'), skillIds: ids('skill') };
  }

  /** Whether somebody is active and may see what a team has, for many pairs at once. */
  async maySee(
    tx: Tx,
    pairs: readonly { agentId: string; teamId: string }[],
  ): Promise<(agentId: string, teamId: string) => boolean> {
    const rows = pairs.length === 0 ? [] : await this.repository.visible(tx, pairs);
    const visible = new Set(rows.map(({ agentId, teamId }) => `${agentId} ${teamId}`));
    return (agentId, teamId) => visible.has(`${agentId} ${teamId}`);
  }
}
