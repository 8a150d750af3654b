import { Injectable } from '@nestjs/common';
import { compileRules, type CompiledRules } from '@visavis/shared/routing/match-rules';
import { namedTargets, usableRules, type KnownTargets } from '@visavis/shared/routing/rule-faults';
import type { Rule } from '@visavis/shared/routing/rule';
import { KnownPeopleService } from '../agents/known-people.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { KnownPolicies } from './known-policies.ts';
import { RulesRepository } from './rules.repository.ts';

const BAD_REVIEW = { de: 'Schlechte Bewertung', en: 'Bad review' } as const;

interface Held {
  readonly stamp: string;
  /** Those that are switched on. */
  readonly rules: readonly Rule[];
  /** What of them was usable when they were compiled. */
  readonly usableIds: string;
  readonly compiled: CompiledRules;
}

/**
 * The rules that apply right now. Each process holds them compiled; a stamp that every change of the list renews tells
 * it, within the same transaction, that what it holds is old. So a rule that was switched on holds for the next post,
 * in whichever process that arrives.
 */
@Injectable()
export class LiveRulesService {
  private held: Held | null = null;

  constructor(
    private readonly repository: RulesRepository,
    private readonly people: KnownPeopleService,
    private readonly policies: KnownPolicies,
    private readonly organisation: OrganisationService,
    private readonly clock: Clock,
  ) {}

  /** Step. Switched on, and without those that name what is gone. */
  async compiled(tx: Tx): Promise<CompiledRules> {
    const stamp = await this.begun(tx);
    const before = this.held?.stamp === stamp ? this.held : null;
    const rules = before?.rules ?? (await this.repository.all(tx)).filter((rule) => rule.isActive);
    const usable = usableRules(rules, await this.targetsOf(rules, tx));
    const usableIds = usable.map((rule) => rule.id).join();
    if (before?.usableIds === usableIds) return before.compiled;
    const compiled = compileRules(usable);
    this.held = { stamp, rules, usableIds, compiled };
    return compiled;
  }

  /** What of that which rules name is there. Channels are never deleted, so whoever sorts posts need not ask for them. */
  async targetsOf(
    rules: readonly Pick<Rule, 'conditions' | 'actions'>[],
    tx: Tx | null,
  ): Promise<KnownTargets> {
    const named = namedTargets(rules);
    const people = await this.people.existing(named, tx);
    return { ...people, policyIds: await this.policies.of(named.policyIds, tx), channelIds: null };
  }

  /** Step. The list begins when it is first asked for, with what most would write first. @returns its stamp */
  async begun(tx: Tx): Promise<string> {
    const stamp = await this.repository.stamp(tx);
    if (stamp !== null) return stamp;
    if (await this.repository.begin(tx)) {
      const organisation = await this.organisation.find(tx);
      const badReview = {
        name: BAD_REVIEW[organisation?.locale ?? 'de'],
        isActive: true,
        conditions: [{ field: 'rating', from: 1, to: 2 } as const],
        actions: [{ do: 'priority', priority: 'high' } as const],
      };
      await this.repository.add(tx, badReview, { agentId: null, now: this.clock.now() });
    }
    return (await this.repository.stamp(tx)) ?? '';
  }
}
