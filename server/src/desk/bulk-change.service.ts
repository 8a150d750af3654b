import { Injectable } from '@nestjs/common';
import type { BulkChange, BulkChangeAnswer } from '@visavis/shared/api/hand-over';
import { can } from '@visavis/shared/permissions';
import type { AgentRecord, Team } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationStoryRepository } from '../conversations/conversation-story.repository.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ReleasesService } from '../routing/releases.service.ts';
import { ShieldsService, type Shielded } from '../routing/shields.service.ts';
import { SlaService } from '../sla/sla.service.ts';
import type { ChangedRow } from './bulk-change.types.ts';
import { BulkChangesRepository } from './bulk-changes.repository.ts';
import { mayTake, refusal } from './colleagues.service.ts';
import { decisionOf, endingOf, NOBODY_WAITS } from './endings.ts';

const MOST_TAGS = 50;

type Refused = BulkChangeAnswer['refused'][number];

interface Order {
  agent: SignedInAgent;
  change: BulkChange;
  teams: ReadonlyMap<string, Team>;
  /** To whom it is assigned; null for nobody or another change. */
  next: AgentRecord | null;
  at: Date;
}

/** The same change to many conversations at once: all that the agent may change, in one transaction. */
@Injectable()
export class BulkChangeService {
  constructor(
    private readonly repository: BulkChangesRepository,
    private readonly agents: AgentsService,
    private readonly conversations: ConversationsService,
    private readonly story: ConversationStoryRepository,
    private readonly releases: ReleasesService,
    private readonly shields: ShieldsService,
    private readonly sla: SlaService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * What must not be changed, or does not exist, is refused by id; what stands so already is neither changed nor refused.
   *
   * @throws DomainError `invalid` for a colleague who is not here and an instant that has passed
   */
  async change(agent: SignedInAgent, ids: readonly string[], change: BulkChange): Promise<BulkChangeAnswer> {
    const order = await this.order(agent, change);
    const wanted = [...new Set(ids)];
    return this.uow.run(async (tx) => {
      const before = await this.conversations.lock(tx, wanted);
      const shielded = await this.shields.shieldedFrom(
        order.next === null ? [] : before.map(({ contactId }) => contactId),
        tx,
      );
      const { mine, refused } = sortOut(before, order, shielded);
      const known = new Set(before.map(({ id }) => id));
      for (const id of wanted) if (!known.has(id)) refused.push({ id, code: 'not-found' });
      const rest = mine.filter((state) => wouldChange(state, change));
      const forCustomer = await this.story.snoozedForCustomer(
        tx,
        rest.map(({ id }) => id),
      );
      await this.apply(tx, rest, order);
      const undoToken = await this.remember(tx, { states: rest, forCustomer }, order);
      return { undoToken, changed: rest.map(({ id }) => id), refused };
    });
  }

  private async order(agent: SignedInAgent, change: BulkChange): Promise<Order> {
    const [people, teams] = await Promise.all([this.agents.list(), this.agents.listTeams()]);
    const agentId = change.do === 'assign' ? change.agentId : null;
    const next = people.find(({ id, deactivatedAt }) => id === agentId && deactivatedAt === null) ?? null;
    if (agentId !== null && next === null) throw refusal('change.agentId', 'There is no such colleague.');
    if (change.do === 'snooze' && change.until !== null && new Date(change.until) <= this.clock.now())
      throw refusal('change.until', 'That instant has passed.');
    return {
      agent,
      change,
      next,
      at: this.clock.now(),
      teams: new Map(teams.map((team) => [team.id, team])),
    };
  }

  private async apply(tx: Tx, states: readonly ConversationState[], order: Order): Promise<void> {
    if (states.length === 0) return;
    const { agent, change } = order;
    const ids = states.map(({ id }) => id);
    const actor = agent.agentId;
    switch (change.do) {
      case 'assign':
        if (change.agentId === null) await this.rememberReleases(tx, states);
        await this.conversations.assign(
          tx,
          ids.map((conversationId) => ({ conversationId, agentId: change.agentId })),
          actor,
        );
        return;
      case 'tag':
        await this.conversations.setTags(
          tx,
          states.map((state) => ({ conversationId: state.id, tags: tagsAfter(state, change) })),
          actor,
        );
        return;
      case 'snooze':
        await this.conversations.snooze(
          tx,
          ids,
          { until: change.until === null ? null : new Date(change.until) },
          actor,
        );
        await this.sla.readmit(
          tx,
          states.filter(({ status, isSpam }) => NOBODY_WAITS.has(status) && !isSpam).map(({ id }) => id),
        );
        return;
      case 'close':
        await this.conversations.setStatus(tx, ids, 'close', actor);
        await this.sla.dismiss(tx, ids, endingOf('closed', decisionOf(change.noAnswerNeeded, actor)));
    }
  }

  private async rememberReleases(tx: Tx, states: readonly ConversationState[]): Promise<void> {
    await this.releases.rememberAll(
      tx,
      states.flatMap(({ id, assigneeId }) =>
        assigneeId === null ? [] : [{ conversationId: id, agentId: assigneeId }],
      ),
    );
  }

  /** How it was, and by what it is known later that nothing else has happened. */
  private async remember(
    tx: Tx,
    { states, forCustomer }: { states: readonly ConversationState[]; forCustomer: ReadonlySet<string> },
    order: Order,
  ): Promise<string> {
    const { at } = order;
    const id = newId(at);
    const after = new Map(
      (
        await this.conversations.lock(
          tx,
          states.map((state) => state.id),
        )
      ).map((state) => [state.id, state]),
    );
    const rows = states.map((state): ChangedRow => {
      const { deskVersion, sequence, tags } = after.get(state.id) ?? state;
      return {
        id: state.id,
        assigneeId: state.assigneeId,
        status: state.status,
        snoozedUntil: state.snoozedUntil?.toISOString() ?? null,
        isForCustomer: forCustomer.has(state.id),
        tags: state.tags,
        after: { deskVersion, sequence, tags },
      };
    });
    const { agent, change } = order;
    await this.repository.insert(tx, { id, agentId: agent.agentId, change, rows, at });
    return id;
  }
}

function sortOut(
  states: readonly ConversationState[],
  { agent, change, teams, next }: Order,
  shielded: Shielded,
): { mine: ConversationState[]; refused: Refused[] } {
  const refused: Refused[] = [];
  const mine = states.filter((state) => {
    const team = teams.get(state.teamId);
    const subject = { teamId: state.teamId, teamClosed: team?.isClosed ?? true };
    // What a closed team keeps to itself does not exist for others.
    const code = !can(agent, 'conversation.read', subject)
      ? 'not-found'
      : !can(agent, 'conversation.write', subject)
        ? 'forbidden'
        : team !== undefined &&
            next !== null &&
            !mayTake(next, { state, team, giver: agent.agentId, shielded })
          ? 'invalid'
          : change.do === 'tag' && tagsAfter(state, change).length > MOST_TAGS
            ? 'invalid'
            : null;
    if (code !== null) refused.push({ id: state.id, code });
    return code === null;
  });
  return { mine, refused };
}

function wouldChange(state: ConversationState, change: BulkChange): boolean {
  switch (change.do) {
    case 'assign':
      return state.assigneeId !== change.agentId;
    case 'tag':
      return tagsAfter(state, change).join('\n') !== state.tags.join('\n');
    case 'snooze':
      return (
        state.status !== 'snoozed' ||
        (state.snoozedUntil?.getTime() ?? null) !== (change.until === null ? null : Date.parse(change.until))
      );
    case 'close':
      return state.status !== 'closed';
  }
}

function tagsAfter({ tags }: ConversationState, change: BulkChange & { do: 'tag' }): string[] {
  const kept = tags.filter((tag) => !change.remove.includes(tag));
  return [...new Set([...kept, ...change.add])];
}
