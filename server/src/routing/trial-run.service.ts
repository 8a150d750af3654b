import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { TrialAnswer, TrialDifference, TrialOutcome } from '@visavis/shared/api/routing';
import { compileRules, firstMatch, outcomeOf, type CompiledRules } from '@visavis/shared/routing/match-rules';
import { usableRules } from '@visavis/shared/routing/rule-faults';
import type { Rule } from '@visavis/shared/routing/rule';
import { AgentsService } from '../agents/agents.service.ts';
import type { SubjectRow } from '../conversations/rule-subjects.repository.ts';
import { SortArrivalsService } from '../conversations/sort-arrivals.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { LiveRulesService } from './live-rules.service.ts';
import { actionsOn, ruleSubjectOf } from './rule-subject.ts';
import { RulesRepository } from './rules.repository.ts';

const MOST_SHOWN = 100;
/** Posts between two looks at what else this process has to do. */
const AT_ONCE = 50;

interface Compared {
  row: SubjectRow;
  before: Rule | null;
  after: Rule | null;
}

/** Tries a list of rules on what has arrived lately, beside the list that applies. Reads only. */
@Injectable()
export class TrialRunService {
  constructor(
    private readonly arrivals: SortArrivalsService,
    private readonly repository: RulesRepository,
    private readonly live: LiveRulesService,
    private readonly agents: AgentsService,
    private readonly organisation: OrganisationService,
  ) {}

  /** Posts of teams that the asking person may not see are not part of it. */
  async try(agent: SignedInAgent, rules: readonly Rule[], limit: number): Promise<TrialAnswer> {
    const [before, after, teamIds, organisation] = await Promise.all([
      this.repository.all().then((live) => this.usable(live)),
      this.usable(rules),
      this.agents.teamsVisibleTo(agent),
      this.organisation.find(),
    ]);
    const rows = await this.arrivals.newestSubjects(teamIds, limit);
    const compared = await compare(rows, { before, after, timeZone: organisation?.timeZone ?? 'UTC' });
    const changed = compared.filter(isChanged);
    return {
      tried: rows.length,
      changed: changed.length,
      items: await this.present(changed.slice(0, MOST_SHOWN)),
      matches: rules.map(({ id: ruleId }) => ({
        ruleId,
        count: compared.filter(({ after: rule }) => rule?.id === ruleId).length,
      })),
    };
  }

  private async usable(rules: readonly Rule[]): Promise<CompiledRules> {
    return compileRules(usableRules(rules, await this.live.targetsOf(rules, null)));
  }

  private async present(changed: readonly Compared[]): Promise<TrialDifference[]> {
    const titles = await this.arrivals.titlesOf(changed.map(({ row }) => row.conversationId));
    return changed.flatMap(({ row, before, after }) => {
      const title = titles.get(row.conversationId);
      if (title === undefined) return [];
      const outcomes = { before: presentOutcome(row, before), after: presentOutcome(row, after) };
      return [{ ...title, postedAt: row.postedAt.toISOString(), ...outcomes }];
    });
  }
}

async function compare(
  rows: readonly SubjectRow[],
  { before, after, timeZone }: { before: CompiledRules; after: CompiledRules; timeZone: string },
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await nextTurn();
    // When it arrived it had no tags but its author's; those it has now may come from the very rules that are tried.
    const subject = ruleSubjectOf({ ...row, tags: [] }, timeZone);
    compared.push({ row, before: firstMatch(before, subject), after: firstMatch(after, subject) });
  }
  return compared;
}

/** Whether something else would have become of it; by another rule alone is no difference. */
function isChanged({ row, before, after }: Compared): boolean {
  const outcome = (rule: Rule | null) => JSON.stringify(outcomeOf({ actions: actionsOn(row, rule) }));
  return outcome(before) !== outcome(after);
}

function presentOutcome(row: SubjectRow, rule: Rule | null): TrialOutcome {
  return { ruleId: rule?.id ?? null, ruleName: rule?.name ?? null, actions: [...actionsOn(row, rule)] };
}
