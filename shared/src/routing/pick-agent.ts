import type { SkillLevel } from '../api/schedule.ts';
import type { Availability } from '../api/session.ts';
import { mostRelevant } from './considered.ts';
import { compareContenders, contenderOf, give, isOnDuty, meets, takes, type Contender } from './contender.ts';
import { abilityOf, parseNeed, type Need } from './needs.ts';

/** A member of the team in which something waits. */
export interface Candidate {
  readonly agentId: string;
  /** Only who is available is given anything; who is busy is on duty all the same. */
  readonly availability: Availability;
  /** When somebody away or off is expected back, where that is known. */
  readonly returnsAt: Date | null;
  /** How much open work this person takes at most, by weight. */
  readonly capacity: number;
  /** Open work by weight, of all their teams. */
  readonly load: number;
  readonly lastAssignedAt: Date | null;
  /** Levels by `skill:<id>` and `language:<tag>`, see `abilityOf`. */
  readonly abilities: ReadonlyMap<string, number>;
}

/** Why somebody who could take a conversation must not be given it. */
export type Exclusion = 'shielded' | 'gaveItBack' | 'didNotPickUp';

/** A conversation in line. */
export interface Waiting {
  readonly conversationId: string;
  /** Keys of needs, see `canonicalNeeds`. */
  readonly needs: readonly string[];
  /** How much of somebody's capacity it takes. */
  readonly weight: number;
  /** When the customer wrote. */
  readonly since: Date;
  /** Who helped this customer last. */
  readonly lastHelperId: string | null;
  /** Until when it waits for that person if they cannot take it at once; null never waits. */
  readonly waitsUntil: Date | null;
  /** By id of the agent. */
  readonly excluded?: ReadonlyMap<string, Exclusion>;
}

/** Why it became this person, for the activity line and the decision that is kept. */
export type Reason =
  | { readonly kind: 'knowsCustomer' }
  /** Nobody else could have taken it. */
  | { readonly kind: 'onlyOneWithRoom' }
  | { readonly kind: 'leastLoad'; readonly load: number }
  /** Among equals: assigned longest ago, or never. */
  | { readonly kind: 'assignedLongestAgo'; readonly lastAssignedAt: string | null }
  /** Among equals in everything: the order of ids, so that the same question has the same answer. */
  | { readonly kind: 'firstById' }
  /** What the conversation asked for. The name is there where an explanation shows it. */
  | { readonly kind: 'hasSkill'; readonly skillId: string; readonly level: number; readonly name?: string }
  | { readonly kind: 'speaks'; readonly language: string; readonly level: number };

/** Why somebody who was looked at did not get it. */
export type RejectionReason =
  | 'notAvailable'
  | 'full'
  | 'lacksSkill'
  | 'lacksLanguage'
  | Exclusion
  /** Could have taken it; somebody else came first. */
  | 'behind';

/** Somebody who was looked at, as they were at that moment. */
export interface Considered {
  readonly agentId: string;
  /** Open work by weight. */
  readonly load: number;
  readonly capacity: number;
  /** Why not; null for the one who was chosen. */
  readonly rejected: RejectionReason | null;
}

export interface Pick {
  readonly agentId: string;
  /** The one that decided first, those that broke ties after it, then what the conversation asked for. */
  readonly reasons: readonly Reason[];
  /** The chosen one and the few others who came nearest, see `mostRelevant`. */
  readonly considered: readonly Considered[];
}

/** Why nobody got it. `allAway` and `allFull` pass by themselves, `waitsFor` ends at its instant. */
export type Stuck =
  | { readonly kind: 'nobodyInTeam' }
  | { readonly kind: 'nobodyHasSkill'; readonly skillId: string; readonly minLevel: SkillLevel }
  | { readonly kind: 'nobodySpeaks'; readonly language: string }
  /** Whoever could take it gave it back, did not open it, or is shielded from this customer. */
  | { readonly kind: 'nobodyLeft' }
  | { readonly kind: 'allAway' }
  | { readonly kind: 'allFull' }
  | { readonly kind: 'waitsFor'; readonly agentId: string; readonly until: Date };

/** One of the two is null. */
export interface Placement {
  readonly conversationId: string;
  readonly pick: Pick | null;
  readonly stuck: Stuck | null;
}

/** Those who have all that a conversation needs, and what the others lack first; where nobody has it all, why. */
interface Group {
  readonly needs: readonly Need[];
  readonly able: readonly Contender[];
  readonly lacking: ReadonlyMap<Contender, RejectionReason>;
  readonly stuck: Stuck | null;
}

/**
 * The person for a conversation. Eligible is who is available, has every skill and language it needs, has room for its
 * weight, and is not excluded. Of those: the human who knows this customer, else who carries the least, else who was
 * assigned longest ago, else the first by id. If the one who knows the customer is on duty without room, or expected
 * back in time, it waits for them until `waitsUntil`.
 */
export function pickAgent(candidates: readonly Candidate[], waiting: Waiting, now: Date): Placement {
  return new AgentPool(candidates, now).place(waiting);
}

/**
 * Places conversations one after the other, in the order given, each as `pickAgent` would with the loads as they are by
 * then. Nobody ends up above capacity.
 */
export function placeMany(
  conversations: readonly Waiting[],
  candidates: readonly Candidate[],
  now: Date,
): Placement[] {
  const pool = new AgentPool(candidates, now);
  return conversations.map((waiting) => pool.place(waiting));
}

/** A team's people while work is shared out among them. Who has what is looked up once for each set of needs. */
export class AgentPool {
  private readonly contenders: readonly Contender[];
  private readonly byId: ReadonlyMap<string, Contender>;
  private readonly groups = new Map<string, Group>();
  private readonly now: Date;
  private lastRank: number;

  constructor(candidates: readonly Candidate[], now: Date) {
    this.contenders = candidates.map(contenderOf);
    this.byId = new Map(this.contenders.map((contender) => [contender.candidate.agentId, contender]));
    this.lastRank = Math.max(0, ...this.contenders.map((contender) => contender.assignedRank));
    this.now = now;
  }

  /** Whether anybody who meets these needs can take something of this weight. */
  hasRoomFor(needs: readonly string[], weight: number): boolean {
    return this.groupFor(needs).able.some((contender) => takes(contender, weight));
  }

  /** Why nobody in the team can meet these needs, whoever is there; null when somebody can. */
  lacking(needs: readonly string[]): Stuck | null {
    return this.groupFor(needs).stuck;
  }

  /**
   * The order in which conversations are placed: the longest wait first. Whose human could take it now has a head start
   * of the time for which it would wait for them, so that their room goes to those who know them before it goes to
   * anybody else, and nobody else is overtaken by more than that.
   */
  inOrder<W extends Waiting>(conversations: readonly W[]): W[] {
    const placeOf = new Map(conversations.map((waiting) => [waiting, this.placeInLine(waiting)]));
    return conversations.toSorted((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0));
  }

  /** Chooses, and counts it as that person's from here on. */
  place(waiting: Waiting): Placement {
    const { conversationId } = waiting;
    const group = this.groupFor(waiting.needs);
    const helper = this.helperFor(waiting, group);
    if (
      helper !== null &&
      !takes(helper, waiting.weight) &&
      this.isWorthWaiting(helper, waiting.waitsUntil)
    ) {
      const { agentId } = helper.candidate;
      return {
        conversationId,
        pick: null,
        stuck: { kind: 'waitsFor', agentId, until: waiting.waitsUntil ?? this.now },
      };
    }
    const knows = helper !== null && takes(helper, waiting.weight);
    const chosen = knows ? helper : bestOf(group.able, waiting);
    if (chosen === null)
      return { conversationId, pick: null, stuck: group.stuck ?? whyNobody(group, waiting) };
    const pick: Pick = {
      agentId: chosen.candidate.agentId,
      reasons: [...(knows ? [KNOWS] : tieBreaks(chosen, group, waiting)), ...met(chosen, group.needs)],
      considered: this.considered(chosen, group, waiting),
    };
    this.lastRank += 1;
    give(chosen, waiting.weight, this.lastRank);
    return { conversationId, pick, stuck: null };
  }

  private placeInLine(waiting: Waiting): number {
    const since = waiting.since.getTime();
    const helper = this.helperFor(waiting, this.groupFor(waiting.needs));
    if (helper === null || waiting.waitsUntil === null || !takes(helper, waiting.weight)) return since;
    return since - Math.max(0, waiting.waitsUntil.getTime() - since);
  }

  private groupFor(keys: readonly string[]): Group {
    const name = keys.join(' ');
    const known = this.groups.get(name);
    if (known !== undefined) return known;
    const group = groupOf(this.contenders, keys);
    this.groups.set(name, group);
    return group;
  }

  /** The last helper, if this is something that they could take at another moment. */
  private helperFor({ lastHelperId, excluded }: Waiting, { lacking }: Group): Contender | null {
    const helper = lastHelperId === null ? undefined : this.byId.get(lastHelperId);
    if (helper === undefined || lacking.has(helper)) return null;
    return excluded?.has(helper.candidate.agentId) === true ? null : helper;
  }

  private isWorthWaiting({ candidate }: Contender, until: Date | null): boolean {
    if (until === null || until <= this.now || candidate.capacity === 0) return false;
    return isOnDuty(candidate) || (candidate.returnsAt !== null && candidate.returnsAt <= until);
  }

  private considered(chosen: Contender, { lacking }: Group, waiting: Waiting): Considered[] {
    const rejected = (contender: Contender): RejectionReason | null => {
      if (contender === chosen) return null;
      const lacks = lacking.get(contender);
      if (lacks !== undefined) return lacks;
      const exclusion = waiting.excluded?.get(contender.candidate.agentId);
      if (exclusion !== undefined) return exclusion;
      if (contender.candidate.availability !== 'available') return 'notAvailable';
      return takes(contender, waiting.weight) ? 'behind' : 'full';
    };
    return mostRelevant(this.contenders, rejected, waiting.lastHelperId);
  }
}

const KNOWS: Reason = { kind: 'knowsCustomer' };

/** Each need narrows down who is left; the one that leaves nobody is what the team lacks. */
function groupOf(contenders: readonly Contender[], keys: readonly string[]): Group {
  const needs = keys.map(parseNeed).filter((need) => need !== null);
  const lacking = new Map<Contender, RejectionReason>();
  let stuck: Stuck | null = contenders.length === 0 ? { kind: 'nobodyInTeam' } : null;
  for (const need of needs) {
    for (const contender of contenders) {
      if (lacking.has(contender) || meets(contender, need)) continue;
      lacking.set(contender, need.kind === 'skill' ? 'lacksSkill' : 'lacksLanguage');
    }
    if (lacking.size === contenders.length) stuck ??= lacks(need);
  }
  return { needs, able: contenders.filter((contender) => !lacking.has(contender)), lacking, stuck };
}

function lacks(need: Need): Stuck {
  return need.kind === 'skill'
    ? { kind: 'nobodyHasSkill', skillId: need.skillId, minLevel: need.minLevel }
    : { kind: 'nobodySpeaks', language: need.language };
}

function bestOf(able: readonly Contender[], { weight, excluded }: Waiting): Contender | null {
  let best: Contender | null = null;
  for (const contender of able) {
    if (!takes(contender, weight) || excluded?.has(contender.candidate.agentId)) continue;
    if (best === null || compareContenders(contender, best) < 0) best = contender;
  }
  return best;
}

/** What set the best apart: each comparison that was needed until it stood alone. */
function tieBreaks(best: Contender, { able }: Group, { weight, excluded }: Waiting): Reason[] {
  const others = able.filter(
    (other) => other !== best && takes(other, weight) && excluded?.has(other.candidate.agentId) !== true,
  );
  if (others.length === 0) return [{ kind: 'onlyOneWithRoom' }];
  const reasons: Reason[] = [{ kind: 'leastLoad', load: best.load }];
  const equals = others.filter((other) => other.load === best.load);
  if (equals.length === 0) return reasons;
  const lastAssignedAt = best.candidate.lastAssignedAt?.toISOString() ?? null;
  reasons.push({ kind: 'assignedLongestAgo', lastAssignedAt });
  if (equals.some((other) => other.assignedRank === best.assignedRank)) reasons.push({ kind: 'firstById' });
  return reasons;
}

function met({ candidate }: Contender, needs: readonly Need[]): Reason[] {
  return needs.map((need) => {
    const level = candidate.abilities.get(abilityOf(need)) ?? 0;
    return need.kind === 'skill'
      ? { kind: 'hasSkill', skillId: need.skillId, level }
      : { kind: 'speaks', language: need.language, level };
  });
}

function whyNobody({ able }: Group, { excluded }: Waiting): Stuck {
  const left = able.filter(({ candidate }) => excluded?.has(candidate.agentId) !== true);
  if (left.length === 0) return { kind: 'nobodyLeft' };
  return left.some(({ candidate }) => isOnDuty(candidate)) ? { kind: 'allFull' } : { kind: 'allAway' };
}
