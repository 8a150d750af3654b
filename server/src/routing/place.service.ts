import { Injectable } from '@nestjs/common';
import type { TeamRouting } from '@visavis/shared/api/schedule';
import { AgentPool, type Pick, type Stuck } from '@visavis/shared/routing/pick-agent';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import type { Line, LinePlace, WaitingConversation } from '../conversations/waiting.repository.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DecisionsRepository, type NewDecision } from './decisions.repository.ts';
import { isPassing, waitingFor } from './line-up.ts';
import { PlacementRepository } from './placement.repository.ts';
import { StuckLinesService } from './stuck-lines.service.ts';
import { TeamPeopleService, type Weights } from './team-people.service.ts';

/** How many of each line are looked at together: what a person has room for, and some that they must not get. */
const PAGE = 100;
/** How many pages are looked at of what waits for somebody in particular, while nobody else has room. */
const MOST_PAGES = 10;

/** A team while its work is shared out. */
interface Sharing {
  teamId: string;
  pool: AgentPool;
  routing: TeamRouting;
  now: Date;
}

interface Outcome {
  picks: Map<string, Pick>;
  /** What was found out about those that go on waiting, where it is something else than before. */
  findings: Map<string, string | null>;
}

/**
 * Gives waiting conversations to people. The one place that chooses anybody, so that capacity holds. It looks only at
 * what nobody has, and never overrules what somebody did by hand.
 */
@Injectable()
export class PlaceService {
  constructor(
    private readonly repository: PlacementRepository,
    private readonly decisions: DecisionsRepository,
    private readonly people: TeamPeopleService,
    private readonly stuckLines: StuckLinesService,
    private readonly waiting: WaitingService,
    private readonly conversations: ConversationsService,
    private readonly agents: AgentsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Places what waits unassigned in a team, the longest wait first, while somebody has room. Safe at any time and in
   * several processes at once; what does not fit goes on waiting, and what cannot go on by itself is told so.
   *
   * @param arrived ids of what has just come: if somebody knows the customer it is looked at however long the line is
   * @returns how many found somebody
   */
  async place(teamId: string, arrived: readonly string[] = []): Promise<number> {
    const weights = await this.people.weights();
    for (let placed = 0; ;) {
      const batch = await this.uow.run((tx) => this.placeBatch(tx, { teamId, arrived, weights }));
      placed += batch.placed;
      // What a colleague took by hand in the same moment left room for another.
      if (batch.hadToSkip) continue;
      await this.stuckLines.mark(teamId, batch.lacking);
      return placed;
    }
  }

  private async placeBatch(
    tx: Tx,
    { teamId, arrived, weights }: { teamId: string; arrived: readonly string[]; weights: Weights },
  ): Promise<{ placed: number; hadToSkip: boolean; lacking: Map<Line, Stuck | null> }> {
    await this.repository.lockTeam(tx, teamId);
    const lines = await this.waiting.linesIn(tx, teamId);
    if (lines.length === 0) return { placed: 0, hadToSkip: false, lacking: new Map() };
    const sharing = await this.startSharing(tx, teamId, weights);
    const { picks, findings } = await this.choose(tx, sharing, lines, arrived);
    const placed = await this.assign(tx, sharing, picks);
    await this.tell(tx, sharing, findings);
    const lacking = new Map(lines.map((line) => [line, sharing.pool.lacking(line.needs)]));
    return { placed, hadToSkip: placed < picks.size, lacking };
  }

  /**
   * Counted under the lock of everybody who may be given something, so that nobody is filled up from two teams at once
   * and nobody goes away in the middle.
   */
  private async startSharing(tx: Tx, teamId: string, weights: Weights): Promise<Sharing> {
    const now = this.clock.now();
    const routing = await this.agents.teamRouting(teamId, tx);
    const members = await this.agents.candidates(teamId, tx);
    const available = members.flatMap((one) => (one.availability === 'available' ? [one.agentId] : []));
    await this.repository.lockAgents(tx, available);
    const stays = await this.agents.holdAvailable(tx, available);
    const present = members.map((one) =>
      one.availability !== 'available' || stays.has(one.agentId)
        ? one
        : { ...one, availability: 'off' as const },
    );
    const pool = new AgentPool(await this.people.describe(tx, present, { weights, now }), now);
    return { teamId, pool, routing, now };
  }

  /** Page by page, until nobody who could take anything more has room or everything was looked at. */
  private async choose(
    tx: Tx,
    sharing: Sharing,
    lines: readonly Line[],
    arrived: readonly string[],
  ): Promise<Outcome> {
    const outcome: Outcome = { picks: new Map(), findings: new Map() };
    let open = lines.map((line) => ({ ...line, after: null as LinePlace | null }));
    const back = await this.waiting.ofKnownCustomers(tx, sharing.teamId, arrived);
    const looked = new Set<string>();
    for (let pages = 0; ; pages += 1) {
      open = open.filter((line) => this.isWorthReading(sharing, line, pages));
      const page = await this.waiting.waitingIn(tx, sharing.teamId, open, PAGE);
      const unseen = new Map(
        [...back, ...page].filter(({ id }) => !looked.has(id)).map((one) => [one.id, one]),
      );
      if (unseen.size > 0) await this.choosePage(tx, sharing, [...unseen.values()], outcome);
      if (page.length === 0) return outcome;
      for (const id of unseen.keys()) looked.add(id);
      open = open.flatMap((line) => {
        const theirs = page.filter((one) => isIn(one, line));
        return theirs.length < PAGE ? [] : [{ ...line, after: theirs.at(-1) ?? null }];
      });
    }
  }

  /** What waits for somebody in particular is looked at again each time; a plain line only while somebody has room. */
  private isWorthReading({ pool, routing }: Sharing, { needs, stuck }: Line, pages: number): boolean {
    if (pool.lacking(needs) !== null) return false;
    if (pool.hasRoomFor(needs, Math.min(...Object.values(routing.weights)))) return true;
    return (stuck === 'waitsFor' || stuck === 'nobodyLeft') && pages < MOST_PAGES;
  }

  private async choosePage(
    tx: Tx,
    sharing: Sharing,
    page: readonly WaitingConversation[],
    { picks, findings }: Outcome,
  ): Promise<void> {
    const excluded = await this.repository.exclusionsOf(tx, page);
    const before = new Map(page.map(({ id, stuck }) => [id, stuck]));
    const line = page.map((one) => waitingFor(one, sharing.routing, excluded.get(one.id)));
    for (const waiting of sharing.pool.inOrder(line)) {
      const { conversationId, pick, stuck } = sharing.pool.place(waiting);
      if (pick !== null) picks.set(conversationId, pick);
      else {
        const finding = stuck === null || isPassing(stuck.kind) ? null : stuck.kind;
        if (finding !== before.get(conversationId)) findings.set(conversationId, finding);
      }
    }
  }

  /** What somebody took, closed or moved since it was read is theirs to decide, and left alone. */
  private async assign(tx: Tx, sharing: Sharing, picks: ReadonlyMap<string, Pick>): Promise<number> {
    if (picks.size === 0) return 0;
    const states = await this.conversations.lock(tx, [...picks.keys()]);
    const wanted = states
      .filter((state) => stillWaits(state, sharing.teamId))
      .flatMap(({ id }) => {
        const pick = picks.get(id);
        return pick === undefined ? [] : [{ conversationId: id, agentId: pick.agentId }];
      });
    const assigned = await this.conversations.assign(tx, wanted, null);
    const minutes = sharing.routing.pickUpMinutes;
    await this.decisions.insert(
      tx,
      assigned.flatMap(({ id: conversationId, assignedAt }): NewDecision[] => {
        const pick = picks.get(conversationId);
        if (pick === undefined || assignedAt === null) return [];
        const pickUpBy = minutes === null ? null : new Date(assignedAt.getTime() + minutes * 60_000);
        return [{ id: newId(assignedAt), conversationId, kind: 'placed', ...pick, pickUpBy, at: assignedAt }];
      }),
    );
    return assigned.length;
  }

  private async tell(tx: Tx, { now }: Sharing, findings: Outcome['findings']): Promise<void> {
    const rows = [...findings].map(([conversationId, stuck]) => ({ conversationId, stuck }));
    const changed = await this.conversations.setStuck(tx, rows);
    await this.decisions.insert(
      tx,
      changed.flatMap(({ id: conversationId }): NewDecision[] => {
        const stuck = findings.get(conversationId) ?? null;
        return stuck === null
          ? []
          : [{ id: newId(now), conversationId, kind: 'stuck', agentId: null, stuck, at: now }];
      }),
    );
  }
}

function isIn({ needs, stuck }: Line, line: Line): boolean {
  return stuck === line.stuck && needs.join(' ') === line.needs.join(' ');
}

function stillWaits(state: ConversationState, teamId: string): boolean {
  const isOurTurn = state.status === 'new' || state.status === 'open';
  return (
    state.teamId === teamId &&
    state.assigneeId === null &&
    isOurTurn &&
    !state.isSpam &&
    !state.isHistory &&
    !state.doNotRoute
  );
}
