import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ruleFaults } from '@visavis/shared/routing/rule-faults';
import { AgentsService } from '../agents/agents.service.ts';
import { SkillRules, type UsingRule } from '../agents/skill-rules.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { takesFrom, takesMoreFrom, type RuleParts } from './closed-channels.ts';
import { LiveRulesService } from './live-rules.service.ts';
import { RulesRepository, type RuleContent } from './rules.repository.ts';
import type { RuleView, StoredRule } from './rules.types.ts';
import { MOST_RULES } from './rules.dto.ts';

/** Whoever edits the list. */
type Editor = Pick<SignedInAgent, 'agentId' | 'role'>;

const DAY_MS = 86_400_000;
const LATELY_MS = 7 * DAY_MS;
/** Somebody who wants a deleted rule back wants it within minutes. */
const FORGET_AFTER_MS = DAY_MS;

/** The ordered list of rules, as those edit it who may. One change at a time, and every change is a new list. */
@Injectable()
export class RulesService implements OnModuleInit {
  constructor(
    private readonly repository: RulesRepository,
    private readonly live: LiveRulesService,
    private readonly channels: ChannelsService,
    private readonly agents: AgentsService,
    private readonly skillRules: SkillRules,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.skillRules.provide((skillId) => this.asking(skillId));
  }

  /** In order, with what is wrong and what has matched. */
  async list(): Promise<RuleView[]> {
    return this.views(await this.uow.run((tx) => this.begun(tx)));
  }

  /**
   * Nobody brings what a closed team receives where they can read it. @throws DomainError `forbidden` for a rule that takes
   * posts of a channel to another team, when the channel's own is closed to whoever writes the rule
   */
  async assertMayMove(agent: Editor, rule: RuleParts): Promise<void> {
    const hidden = await this.hiddenChannels(agent);
    if (takesFrom(rule, hidden)) throw notTheirs();
  }

  /** At the end of the list. @throws DomainError `conflict` when it is full */
  async create(content: RuleContent, agentId: string): Promise<RuleView> {
    const id = await this.change(async (tx) => {
      await this.refuseWhenFull(tx);
      return this.repository.add(tx, content, { agentId, now: this.clock.now() });
    });
    return this.view(id);
  }

  /** @throws DomainError `not-found`, or `version-conflict` with the rule as it is now */
  async save(
    id: string,
    { version, ...content }: Omit<RuleContent, 'isActive'> & { isActive?: boolean; version?: number },
    agentId: string,
  ): Promise<RuleView> {
    const outdated = await this.change(async (tx) => {
      const before = await this.repository.find(tx, id);
      if (before === null) throw noSuchRule();
      if (version !== undefined && version !== before.version) return true;
      const isActive = content.isActive ?? before.isActive;
      await this.repository.change(tx, id, { ...content, isActive }, { agentId, now: this.clock.now() });
      return false;
    });
    const rule = await this.view(id);
    if (outdated)
      throw new DomainError('version-conflict', { rule }, 'Somebody has changed this rule in the meantime.');
    return rule;
  }

  /** @throws DomainError `not-found` */
  async remove(id: string): Promise<void> {
    await this.change(async (tx) => {
      const now = this.clock.now();
      await this.repository.forgetDeleted(tx, new Date(now.getTime() - FORGET_AFTER_MS));
      if (!(await this.repository.setDeleted(tx, id, now))) throw noSuchRule();
    });
  }

  /**
   * Brings a deleted rule back to its place. @throws DomainError `not-found`; `forbidden` where it takes posts out of a team
   * that is closed to who asks; `conflict` when the list is full by now
   */
  async restore(agent: Editor, id: string): Promise<RuleView> {
    const hidden = await this.hiddenChannels(agent);
    await this.change(async (tx) => {
      const rule = await this.repository.findDeleted(tx, id);
      if (rule === null) throw noSuchRule();
      if (takesFrom(rule, hidden)) throw notTheirs();
      await this.refuseWhenFull(tx);
      await this.repository.setDeleted(tx, id, null);
    });
    return this.view(id);
  }

  /**
   * @throws DomainError `version-conflict` with the rules as they are, when these are not all of them; `forbidden` for an
   *   order in which a rule takes more out of a team that is closed to who asks
   */
  async order(agent: Editor, ids: readonly string[]): Promise<RuleView[]> {
    const hidden = await this.hiddenChannels(agent);
    const isOutdated = await this.change(async (tx) => {
      const present = await this.repository.all(tx);
      const known = present.map((rule) => rule.id);
      if (ids.toSorted().join() !== known.toSorted().join()) return true;
      if (takesMoreFrom(present, ids, hidden)) throw notTheirs();
      await this.repository.setOrder(tx, ids);
      return false;
    });
    const items = await this.list();
    if (isOutdated)
      throw new DomainError('version-conflict', { items }, 'The list has changed in the meantime.');
    return items;
  }

  /** Channels of teams that are closed to somebody. */
  private async hiddenChannels(agent: Editor): Promise<ReadonlySet<string>> {
    const [channels, visible] = await Promise.all([this.channels.list(), this.agents.teamsVisibleTo(agent)]);
    return new Set(channels.filter(({ teamId }) => !visible.includes(teamId)).map(({ id }) => id));
  }

  private async refuseWhenFull(tx: Tx): Promise<void> {
    if ((await this.repository.all(tx)).length < MOST_RULES) return;
    throw new DomainError('conflict', { reason: 'too-many-rules', most: MOST_RULES }, 'The list is full.');
  }

  /** The rules that ask for a skill, whether they are switched on or not. */
  private async asking(skillId: string): Promise<UsingRule[]> {
    const asks = (rule: StoredRule) =>
      rule.actions.some((action) => action.do === 'skill' && action.skillId === skillId);
    return (await this.repository.all()).filter(asks).map(({ id, name }) => ({ id, name }));
  }

  private async begun(tx: Tx): Promise<StoredRule[]> {
    await this.live.begun(tx);
    return this.repository.all(tx);
  }

  /** Everybody who sorts posts afterwards, in whichever process, reads the list anew. */
  private change<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.run(async (tx) => {
      await this.live.begun(tx);
      await this.repository.lock(tx);
      const result = await work(tx);
      await this.repository.restamp(tx);
      return result;
    });
  }

  private async view(id: string): Promise<RuleView> {
    const found = (await this.views(await this.repository.all())).find((rule) => rule.id === id);
    if (found === undefined) throw noSuchRule();
    return found;
  }

  private async views(rules: readonly StoredRule[]): Promise<RuleView[]> {
    const since = new Date(this.clock.now().getTime() - LATELY_MS);
    const [targets, channels, matches] = await Promise.all([
      this.live.targetsOf(rules, null),
      this.channels.list(),
      this.repository.matchesSince(
        rules.map((rule) => rule.id),
        since,
      ),
    ]);
    const channelIds = new Set(channels.map((channel) => channel.id));
    const faults = ruleFaults(rules, { ...targets, channelIds });
    return rules.map((rule, at) => ({
      ...rule,
      faults: faults[at] ?? [],
      matchedLately: matches.get(rule.id) ?? 0,
    }));
  }
}

function noSuchRule(): DomainError {
  return new DomainError('not-found', {}, 'There is no such rule.');
}

function notTheirs(): DomainError {
  return new DomainError(
    'forbidden',
    { reason: 'closed-team' },
    'Only its own people take posts out of a closed team.',
  );
}
