import { Injectable } from '@nestjs/common';
import type { PolicyFault } from '@visavis/shared/api/sla';
import { policyFaults } from '@visavis/shared/sla/policy-faults';
import { AgentsService } from '../agents/agents.service.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { MOST_POLICIES } from './sla-policies.dto.ts';
import { SlaPoliciesRepository } from './sla-policies.repository.ts';
import { SlaPoliciesService } from './sla-policies.service.ts';
import type { PolicyContent, StoredPolicy } from './sla-policies.types.ts';

export interface PolicyView extends StoredPolicy {
  faults: PolicyFault[];
}

/** The ordered list as administrators edit it, one change at a time. A change holds for clocks that start from then on. */
@Injectable()
export class ManagePoliciesService {
  constructor(
    private readonly repository: SlaPoliciesRepository,
    private readonly policies: SlaPoliciesService,
    private readonly agents: AgentsService,
    private readonly channels: ChannelsService,
    private readonly uow: UnitOfWork,
  ) {}

  /** In order, the fallback last, with what is wrong. */
  async list(): Promise<PolicyView[]> {
    return this.views(await this.uow.run((tx) => this.policies.inOrder(tx)));
  }

  /** Before the fallback. @throws DomainError `conflict` when the list is full */
  async create(content: PolicyContent): Promise<PolicyView> {
    const id = await this.change(async (tx) => {
      if ((await this.policies.inOrder(tx)).length >= MOST_POLICIES)
        throw new DomainError(
          'conflict',
          { reason: 'too-many-policies', most: MOST_POLICIES },
          'The list is full.',
        );
      return this.repository.add(tx, content);
    });
    return this.view(id);
  }

  /**
   * The fallback keeps taking everything, whatever is said of its conditions.
   *
   * @throws DomainError `not-found`, or `version-conflict` with the policy as it is now
   */
  async save(id: string, content: PolicyContent, version: number | undefined): Promise<PolicyView> {
    const isOutdated = await this.change(async (tx) => {
      const before = await this.repository.find(tx, id);
      if (before === null) throw noSuchPolicy();
      if (version !== undefined && version !== before.version) return true;
      if (before.isFallback && (!content.isActive || content.conditions.length > 0)) throw isTheLast();
      await this.repository.change(tx, id, content);
      return false;
    });
    const policy = await this.view(id);
    if (isOutdated)
      throw new DomainError('version-conflict', { policy }, 'Somebody has changed it in the meantime.');
    return policy;
  }

  /** Clocks that run keep what they were promised. @throws DomainError `not-found`, or `conflict` for the fallback */
  async remove(id: string): Promise<void> {
    await this.change(async (tx) => {
      const before = await this.repository.find(tx, id);
      if (before === null) throw noSuchPolicy();
      if (before.isFallback) throw isTheLast();
      await this.repository.remove(tx, id);
    });
  }

  /** @throws DomainError `version-conflict` with the list as it is, when these are not all but the fallback */
  async order(ids: readonly string[]): Promise<PolicyView[]> {
    const isOutdated = await this.change(async (tx) => {
      const present = (await this.policies.inOrder(tx)).filter((policy) => !policy.isFallback);
      const presentIds = present.map((policy) => policy.id).toSorted();
      if (ids.toSorted().join() !== presentIds.join()) return true;
      await this.repository.setOrder(tx, ids);
      return false;
    });
    const items = await this.list();
    if (isOutdated)
      throw new DomainError('version-conflict', { items }, 'The list has changed in the meantime.');
    return items;
  }

  private change<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.run(async (tx) => {
      await this.repository.lock(tx);
      return work(tx);
    });
  }

  private async view(id: string): Promise<PolicyView> {
    const found = (await this.list()).find((policy) => policy.id === id);
    if (found === undefined) throw noSuchPolicy();
    return found;
  }

  private async views(policies: readonly StoredPolicy[]): Promise<PolicyView[]> {
    const [teams, channels] = await Promise.all([this.agents.listTeams(), this.channels.list()]);
    const faults = policyFaults(policies, {
      teamIds: new Set(teams.map((team) => team.id)),
      channelIds: new Set(channels.map((channel) => channel.id)),
    });
    return policies.map((policy, at) => ({ ...policy, faults: faults[at] ?? [] }));
  }
}

function noSuchPolicy(): DomainError {
  return new DomainError('not-found', {}, 'There is no such policy.');
}

function isTheLast(): DomainError {
  return new DomainError(
    'conflict',
    { reason: 'is-fallback' },
    'The last policy takes whatever no other took: it has no conditions, stays switched on and cannot be deleted.',
  );
}
