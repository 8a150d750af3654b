import { Injectable } from '@nestjs/common';
import { placeMany, type Pick } from '@visavis/shared/routing/pick-agent';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { PlacementRepository } from './placement.repository.ts';

/** More than the room there is, because what somebody gave back may have to be passed over. */
const PASSED_OVER = 200;

/** Somebody with room, at the moment of placing. */
interface Person {
  agentId: string;
  available: boolean;
  capacity: number;
  openCount: number;
  lastAssignedAt: Date | null;
}

/**
 * Gives waiting conversations to people. The one place that chooses anybody, so that capacity holds. It looks only at
 * what nobody has: whoever goes away keeps theirs, also when the customer writes again.
 */
@Injectable()
export class PlaceService {
  constructor(
    private readonly repository: PlacementRepository,
    private readonly waiting: WaitingService,
    private readonly conversations: ConversationsService,
    private readonly agents: AgentsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Places what waits unassigned in a team, the longest wait first, while somebody available has room. Safe at any time
   * and in several processes at once; what does not fit goes on waiting.
   *
   * @returns how many found somebody
   */
  async place(teamId: string): Promise<number> {
    for (let placed = 0; ;) {
      const batch = await this.uow.run((tx) => this.placeBatch(tx, teamId));
      placed += batch.placed;
      // What a colleague took by hand in the same moment left room for another.
      if (!batch.hadToSkip) return placed;
    }
  }

  private async placeBatch(tx: Tx, teamId: string): Promise<{ placed: number; hadToSkip: boolean }> {
    await this.repository.lockTeam(tx, teamId);
    const people = await this.peopleWithRoom(tx, teamId);
    const room = people.reduce((sum, person) => sum + person.capacity - person.openCount, 0);
    if (room === 0) return { placed: 0, hadToSkip: false };
    const inLine = await this.waiting.waitingIn(tx, teamId, room + PASSED_OVER);
    if (inLine.length === 0) return { placed: 0, hadToSkip: false };
    const releasers = await this.repository.releasersOf(
      tx,
      inLine.map(({ id }) => id),
    );
    const placements = placeMany(
      inLine.map(({ id, lastHelperId }) => ({
        conversationId: id,
        lastHelperId,
        excludedAgentIds: releasers.get(id) ?? [],
      })),
      people,
    );
    const picks = new Map<string, Pick>();
    for (const { conversationId, pick } of placements) if (pick !== null) picks.set(conversationId, pick);
    const placed = await this.assign(tx, teamId, picks);
    return { placed, hadToSkip: placed < picks.size };
  }

  /** Counted under the lock of every person, so that nobody is filled up from two teams at once. */
  private async peopleWithRoom(tx: Tx, teamId: string): Promise<Person[]> {
    const available = (await this.agents.candidates(teamId, tx)).filter(
      (one) => one.availability === 'available',
    );
    const agentIds = available.map((one) => one.agentId);
    if (agentIds.length === 0) return [];
    await this.repository.lockAgents(tx, agentIds);
    const openCounts = await this.waiting.openCounts(agentIds, tx);
    const lastPlacedAt = await this.repository.lastPlacedAt(tx, agentIds);
    return available
      .map(({ agentId, capacity }) => ({
        agentId,
        available: true,
        capacity,
        openCount: openCounts.get(agentId) ?? 0,
        lastAssignedAt: lastPlacedAt.get(agentId) ?? null,
      }))
      .filter((person) => person.openCount < person.capacity);
  }

  /** What somebody took, closed or moved since it was read is theirs to decide, and left alone. */
  private async assign(tx: Tx, teamId: string, picks: ReadonlyMap<string, Pick>): Promise<number> {
    const states = await this.conversations.lock(tx, [...picks.keys()]);
    const at = this.clock.now();
    const decisions = states
      .filter((state) => stillWaits(state, teamId))
      .flatMap(({ id: conversationId }) => {
        const pick = picks.get(conversationId);
        return pick === undefined ? [] : [{ id: newId(at), conversationId, ...pick, at }];
      });
    if (decisions.length === 0) return 0;
    await this.conversations.assign(tx, decisions, null);
    await this.repository.insertDecisions(tx, decisions);
    return decisions.length;
  }
}

function stillWaits(state: ConversationState, teamId: string): boolean {
  const isOurTurn = state.status === 'new' || state.status === 'open';
  return (
    state.teamId === teamId && state.assigneeId === null && isOurTurn && !state.isSpam && !state.isHistory
  );
}
