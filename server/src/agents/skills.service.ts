import { Injectable } from '@nestjs/common';
import type {
  SaveAgentSkillsRequest,
  SaveSkillRequest,
  SkillItem,
  SkillUses,
} from '@visavis/shared/api/schedule';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { LedPeople } from './led-people.ts';
import { SkillRules } from './skill-rules.ts';
import { SkillsRepository } from './skills.repository.ts';
import { refuse } from './span.ts';

/** What people can help with, and who can do what how well. */
@Injectable()
export class SkillsService {
  constructor(
    private readonly repository: SkillsRepository,
    private readonly people: LedPeople,
    private readonly rules: SkillRules,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<SkillItem[]> {
    return this.repository.list();
  }

  /** @throws DomainError `not-found` */
  async uses(id: string): Promise<SkillUses> {
    found(await this.repository.find(id));
    return { people: await this.repository.peopleWith(id), rules: await this.rules.using(id) };
  }

  /** @throws DomainError `conflict` when the name is taken */
  async create(request: SaveSkillRequest): Promise<SkillItem> {
    return this.uow.run((tx) => this.add(tx, request));
  }

  /** Step. @throws DomainError `conflict` when the name is taken */
  async add(tx: Tx, { name, description = '' }: SaveSkillRequest): Promise<SkillItem> {
    await this.repository.lockSkills(tx);
    await this.assertNameFree(tx, name, null);
    const skill = { id: newId(), name, description };
    await this.repository.insert(tx, skill, this.clock.now());
    return skill;
  }

  /** @throws DomainError `not-found`, `conflict` when the name is taken */
  async update(id: string, changes: Partial<SaveSkillRequest>): Promise<SkillItem> {
    return this.uow.run(async (tx) => {
      await this.repository.lockSkills(tx);
      const before = found(await this.repository.lock(tx, id));
      const after = {
        id,
        name: changes.name ?? before.name,
        description: changes.description ?? before.description,
      };
      await this.assertNameFree(tx, after.name, id);
      await this.repository.update(tx, after);
      return after;
    });
  }

  /**
   * Rules that ask for it are passed over from now on. What waits for it already still reaches whoever had it.
   *
   * @throws DomainError `not-found`
   */
  async delete(id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      found(await this.repository.lock(tx, id));
      const people = await this.repository.peopleWith(id, tx);
      await this.repository.delete(tx, id, this.clock.now());
      tx.emitAll(people.map((person) => ({ type: 'agent.changed', agentId: person.id })));
    });
  }

  /** The whole of what somebody can do. @throws DomainError `not-found`, `forbidden`, `invalid` */
  async save(me: SignedInAgent, agentId: string, request: SaveAgentSkillsRequest): Promise<void> {
    await this.people.assertLed(me, agentId, 'skill.manage');
    await this.uow.run((tx) => this.saveLevels(tx, agentId, request));
  }

  /** Step of `save`. */
  async saveLevels(tx: Tx, agentId: string, { skills, languages }: SaveAgentSkillsRequest): Promise<void> {
    assertOnce(
      'skills',
      skills.map(({ skillId }) => skillId),
    );
    assertOnce(
      'languages',
      languages.map(({ language }) => language),
    );
    const known = await this.repository.existing(
      tx,
      skills.map(({ skillId }) => skillId),
    );
    if (known.length < skills.length) refuse('skills', 'names a skill that does not exist');
    await this.repository.setLevels(tx, agentId, skills, languages);
    tx.emit({ type: 'agent.changed', agentId });
  }

  private async assertNameFree(tx: Tx, name: string, exceptId: string | null): Promise<void> {
    if (!(await this.repository.isNameTaken(tx, name, exceptId))) return;
    throw new DomainError(
      'conflict',
      { fields: [{ field: 'name', message: 'is the name of another skill' }] },
      'Another skill has this name.',
    );
  }
}

function found(skill: SkillItem | null): SkillItem {
  if (skill === null) throw new DomainError('not-found', {}, 'There is no such skill.');
  return skill;
}

function assertOnce(field: string, values: readonly string[]): void {
  if (new Set(values).size < values.length) refuse(field, 'names something twice');
}
