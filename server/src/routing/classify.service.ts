import { knownLanguage } from '@visavis/shared/text/known-language';
import { Injectable } from '@nestjs/common';
import { firstMatch, outcomeOf, type RuleOutcome } from '@visavis/shared/routing/match-rules';
import { canonicalNeeds, type Need } from '@visavis/shared/routing/needs';
import type { Rule, RuleAction } from '@visavis/shared/routing/rule';
import { KnownPeopleService } from '../agents/known-people.service.ts';
import type { ConversationRef } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import type { SubjectRow } from '../conversations/rule-subjects.repository.ts';
import { SortArrivalsService, type Sorting } from '../conversations/sort-arrivals.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { LiveRulesService } from './live-rules.service.ts';
import { actionsOn, ruleSubjectOf } from './rule-subject.ts';
import { RulesRepository } from './rules.repository.ts';
import { ShieldsService } from './shields.service.ts';

/** What was decided about one conversation. */
interface Decided {
  row: SubjectRow;
  rule: Rule | null;
  actions: readonly RuleAction[];
  outcome: RuleOutcome;
}

/** Sorts what has arrived by the rules, before anybody sees it. As many statements for five hundred as for one. */
@Injectable()
export class ClassifyService {
  constructor(
    private readonly rules: LiveRulesService,
    private readonly repository: RulesRepository,
    private readonly arrivals: SortArrivalsService,
    private readonly conversations: ConversationsService,
    private readonly people: KnownPeopleService,
    private readonly organisation: OrganisationService,
    private readonly shields: ShieldsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Step. Only what is new and live: what a reopened conversation has become is what people made of it. A conversation
   * in a language that not everybody in the house speaks asks for somebody who does, whatever the rules say.
   */
  async classify(tx: Tx, refs: readonly ConversationRef[]): Promise<void> {
    const ids = refs.filter(({ status, isHistory }) => status === 'new' && !isHistory).map(({ id }) => id);
    if (ids.length === 0) return;
    const rules = await this.rules.compiled(tx);
    const organisation = await this.organisation.find(tx);
    const timeZone = organisation?.timeZone ?? 'UTC';
    const decided = (await this.arrivals.subjectsOf(tx, ids)).map((row): Decided => {
      const rule = firstMatch(rules, ruleSubjectOf(row, timeZone));
      const actions = actionsOn(row, rule);
      return { row, rule, actions, outcome: outcomeOf({ actions }) };
    });
    const spoken = organisation === null ? null : new Set(organisation.languages);
    await this.arrivals.sort(
      tx,
      decided.flatMap((each) => sortingOf(each, spoken) ?? []),
    );
    await this.keep(tx, decided);
    await this.assign(tx, decided);
  }

  private async keep(tx: Tx, decided: readonly Decided[]): Promise<void> {
    const matches = decided.flatMap(({ row: { conversationId }, rule, actions }) =>
      rule === null ? [] : [{ conversationId, ruleId: rule.id, ruleName: rule.name, actions }],
    );
    if (matches.length > 0) await this.repository.keepMatches(tx, matches, this.clock.now());
  }

  /**
   * By the system, and only to somebody who is active, may see the team it is in by now and is not shielded from the
   * customer, whom no rule knows; else placement chooses.
   */
  private async assign(tx: Tx, decided: readonly Decided[]): Promise<void> {
    const wanted = decided.flatMap(({ row: { conversationId, contactId, ...row }, outcome }) =>
      outcome.agentId === null
        ? []
        : [{ conversationId, contactId, agentId: outcome.agentId, teamId: outcome.teamId ?? row.teamId }],
    );
    if (wanted.length === 0) return;
    const maySee = await this.people.maySee(tx, wanted);
    const shielded = await this.shields.shieldedFrom(
      wanted.map(({ contactId }) => contactId),
      tx,
    );
    const allowed = wanted.filter(
      ({ agentId, teamId, contactId }) =>
        maySee(agentId, teamId) && shielded.get(contactId)?.has(agentId) !== true,
    );
    if (allowed.length > 0) await this.conversations.assign(tx, allowed, null);
  }
}

/** Null where nothing follows. */
function sortingOf({ row, rule, outcome }: Decided, spoken: ReadonlySet<string> | null): Sorting | null {
  const needs: Need[] = outcome.skills.map((skill) => ({ kind: 'skill', ...skill }));
  const language = row.language === null ? null : knownLanguage(row.language);
  if (spoken !== null && language !== null && !spoken.has(language))
    needs.push({ kind: 'language', language });
  if (rule === null && needs.length === 0) return null;
  return {
    conversationId: row.conversationId,
    teamId: outcome.teamId,
    priority: outcome.priority,
    tags: outcome.tags,
    needs: canonicalNeeds(needs),
    doNotRoute: outcome.doNotRoute,
    slaPolicyId: outcome.policyId,
  };
}
