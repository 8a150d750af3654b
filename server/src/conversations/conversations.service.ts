import { Injectable } from '@nestjs/common';
import type { Priority } from '@visavis/shared/api/conversations';
import { nextStatus, type StatusCause } from '@visavis/shared/conversations/conversation-status';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import type { Channel } from '../channels/channel.types.ts';
import type { NormalizedPost } from '../connectors/connector.ts';
import type { RecognisedContact } from '../contacts/contact.types.ts';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type {
  Arrived,
  ConversationEventType,
  ConversationState,
  DueRow,
  Snooze,
} from './conversation.types.ts';
import { ConversationsRepository, type StatusRow } from './conversations.repository.ts';
import { RecordInboundService } from './record-inbound.service.ts';

type Actor = string | null;

/**
 * What happens to conversations, as steps: each takes the open transaction and a set, writes only what differs,
 * raises the version, leaves an activity line and emits the facts. Which of them make up a use case is decided to
 * the right. An actor is an agent's id, or null when the system acts.
 */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly repository: ConversationsRepository,
    private readonly inbound: RecordInboundService,
    private readonly clock: Clock,
  ) {}

  find(id: string): Promise<ConversationState | null> {
    return this.repository.find(id);
  }

  /** Whether a contact began this conversation or wrote in it. */
  hasParticipant(id: string, contactId: string): Promise<boolean> {
    return this.repository.hasParticipant(id, contactId);
  }

  /** The conversations that exist, in the order of their ids, locked until the transaction ends. */
  lock(tx: Tx, ids: readonly string[]): Promise<ConversationState[]> {
    return this.repository.lock(tx, [...new Set(ids)]);
  }

  /** The same for one conversation. @throws DomainError `not-found` */
  async lockOne(tx: Tx, id: string): Promise<ConversationState> {
    const [state] = await this.repository.lock(tx, [id]);
    if (state === undefined) throw new DomainError('not-found', {}, 'There is no such conversation.');
    return state;
  }

  /** The same lock, for whoever needs to know of thousands only that they are held and where they stand. */
  hold(tx: Tx, ids: readonly string[]): Promise<Pick<ConversationState, 'id' | 'status'>[]> {
    return this.repository.hold(tx, [...new Set(ids)]);
  }

  /** Stores what is new or changed in a batch of posts; see `RecordInboundService.record`. */
  recordInbound(
    tx: Tx,
    channel: Channel,
    posts: readonly NormalizedPost[],
    contacts: ReadonlyMap<string, RecognisedContact>,
  ): Promise<Arrived> {
    return this.inbound.record(tx, channel, posts, contacts);
  }

  /** Gives each conversation to an agent, or to nobody. @returns the ones that changed, as they are now */
  async assign(
    tx: Tx,
    assignments: readonly { conversationId: string; agentId: string | null }[],
    actor: Actor,
  ): Promise<ConversationState[]> {
    const wanted = new Map(assignments.map((row) => [row.conversationId, row.agentId]));
    const changed = (await this.lock(tx, [...wanted.keys()])).filter(
      (state) => state.assigneeId !== wanted.get(state.id),
    );
    if (changed.length === 0) return [];
    const now = this.clock.now();
    const rows = changed.map(({ id }) => ({ conversationId: id, agentId: wanted.get(id) ?? null }));
    await this.repository.setAssignees(tx, rows, now);
    const after = changed.map((state) => ({
      ...state,
      assigneeId: wanted.get(state.id) ?? null,
      assignedAt: wanted.get(state.id) === null ? null : now,
      version: state.version + 1,
    }));
    await this.leaveLines(tx, actor, changed, (state) => {
      const agentId = wanted.get(state.id) ?? null;
      return agentId === null
        ? { type: 'released', data: { agentId: state.assigneeId } }
        : { type: 'assigned', data: { agentId, before: state.assigneeId } };
    });
    tx.emitAll(
      changed.map((state) => ({
        type: 'conversation.assigned',
        conversationId: state.id,
        teamId: state.teamId,
        before: state.assigneeId,
        after: wanted.get(state.id) ?? null,
        actor,
      })),
    );
    return after;
  }

  /** Moves each conversation where the table of transitions sends it for this cause. @returns those that moved */
  async setStatus(
    tx: Tx,
    ids: readonly string[],
    cause: Exclude<StatusCause, 'snooze'>,
    actor: Actor,
  ): Promise<ConversationState[]> {
    const states = await this.lock(tx, ids);
    const moved = states.filter((state) => this.after(state, cause) !== state.status);
    return this.move(tx, moved, { cause, until: null, actor });
  }

  /** Puts conversations off until an instant, or, with null, until the customer writes. Again: the new instant. */
  async snooze(
    tx: Tx,
    ids: readonly string[],
    { until, isForCustomer = false }: Snooze,
    actor: Actor,
  ): Promise<ConversationState[]> {
    const moved = (await this.lock(tx, ids)).filter(
      (state) =>
        isForCustomer || state.status !== 'snoozed' || state.snoozedUntil?.getTime() !== until?.getTime(),
    );
    return this.move(tx, moved, { cause: 'snooze', until, isForCustomer, actor });
  }

  async setTeam(tx: Tx, ids: readonly string[], teamId: string, actor: Actor): Promise<ConversationState[]> {
    const changed = (await this.lock(tx, ids)).filter((state) => state.teamId !== teamId);
    if (changed.length === 0) return [];
    await this.repository.setTeam(
      tx,
      changed.map(({ id }) => id),
      teamId,
    );
    await this.leaveLines(tx, actor, changed, (state) => ({
      type: 'teamChanged',
      data: { before: state.teamId, after: teamId },
    }));
    tx.emitAll(
      changed.map((state) => ({
        type: 'conversation.changed',
        conversationId: state.id,
        teamId,
        beforeTeamId: state.teamId,
      })),
    );
    return changed.map((state) => ({ ...state, teamId, version: state.version + 1 }));
  }

  async setPriority(tx: Tx, ids: readonly string[], priority: Priority, actor: Actor): Promise<void> {
    const changed = (await this.lock(tx, ids)).filter((state) => state.priority !== priority);
    if (changed.length === 0) return;
    await this.repository.setPriority(
      tx,
      changed.map(({ id }) => id),
      priority,
    );
    await this.leaveLines(tx, actor, changed, (state) => ({
      type: 'priorityChanged',
      data: { before: state.priority, after: priority },
    }));
    this.emitChanged(tx, changed);
  }

  async setTags(
    tx: Tx,
    rows: readonly { conversationId: string; tags: readonly string[] }[],
    actor: Actor,
  ): Promise<void> {
    const wanted = new Map(rows.map((row) => [row.conversationId, [...new Set(row.tags)]]));
    const tagsOf = (state: ConversationState) => wanted.get(state.id) ?? [];
    const changed = (await this.lock(tx, [...wanted.keys()])).filter(
      (state) => state.tags.join('\n') !== tagsOf(state).join('\n'),
    );
    if (changed.length === 0) return;
    await this.repository.setTags(
      tx,
      changed.map((state) => ({ conversationId: state.id, tags: tagsOf(state) })),
    );
    await this.leaveLines(tx, actor, changed, (state) => ({
      type: 'tagsChanged',
      data: { before: state.tags, after: tagsOf(state) },
    }));
    this.emitChanged(tx, changed);
  }

  /** What placement found out about conversations that wait. @returns those for which it is something new */
  async setStuck(
    tx: Tx,
    rows: readonly { conversationId: string; stuck: string | null }[],
  ): Promise<ConversationState[]> {
    if (rows.length === 0) return [];
    const states = await this.lock(
      tx,
      rows.map((row) => row.conversationId),
    );
    const ids = new Set(await this.repository.setStuck(tx, rows));
    const changed = states.filter(({ id }) => ids.has(id));
    tx.emitAll(
      changed.map(({ id, teamId }) => ({
        type: 'conversation.changed',
        conversationId: id,
        teamId,
        isStuckOnly: true,
      })),
    );
    return changed.map((state) => ({ ...state, version: state.version + 1 }));
  }

  /** Only the mark: closing it and dismissing its clock belong to the same use case, further right. */
  async setSpam(tx: Tx, ids: readonly string[], isSpam: boolean, actor: Actor): Promise<ConversationState[]> {
    const changed = (await this.lock(tx, ids)).filter((state) => state.isSpam !== isSpam);
    if (changed.length === 0) return [];
    await this.repository.setSpam(
      tx,
      changed.map(({ id }) => id),
      isSpam,
    );
    await this.leaveLines(tx, actor, changed, () => ({
      type: isSpam ? 'markedSpam' : 'unmarkedSpam',
      data: {},
    }));
    this.emitChanged(tx, changed);
    return changed.map((state) => ({ ...state, isSpam, version: state.version + 1 }));
  }

  /** Leaves an activity line that changes nothing else, such as an author having been muted. */
  async addEvents(
    tx: Tx,
    events: readonly { conversationId: string; type: ConversationEventType; data: Record<string, unknown> }[],
    actor: Actor,
  ): Promise<void> {
    const byId = new Map(events.map((event) => [event.conversationId, event]));
    const states = await this.lock(tx, [...byId.keys()]);
    if (states.length === 0) return;
    await this.repository.touch(
      tx,
      states.map(({ id }) => id),
    );
    await this.repository.addEvents(
      tx,
      events
        .filter((event) => states.some(({ id }) => id === event.conversationId))
        .map((event) => ({ ...event, actorAgentId: actor })),
      this.clock.now(),
    );
    this.emitChanged(tx, states);
  }

  /** Something that a row shows has changed elsewhere, such as who was mentioned. */
  async touch(tx: Tx, states: readonly ConversationState[]): Promise<void> {
    if (states.length === 0) return;
    await this.repository.touch(
      tx,
      states.map(({ id }) => id),
    );
    this.emitChanged(tx, states);
  }

  /** Raises the version where a push carries something else than before; the fact is emitted by who changed it. */
  async raise(tx: Tx, ids: readonly string[]): Promise<void> {
    const states = await this.lock(tx, ids);
    if (states.length > 0)
      await this.repository.touch(
        tx,
        states.map(({ id }) => id),
      );
  }

  /** Somebody has opened it. @returns whether it was unread */
  async markRead(tx: Tx, id: string): Promise<boolean> {
    const [state] = await this.lock(tx, [id]);
    if (state === undefined || !state.unread) return false;
    await this.repository.markRead(tx, id);
    this.emitChanged(tx, [state]);
    return true;
  }

  /** The clock that the row shows, as `sla` has it. The fact about it (`sla.changed`) is emitted there. */
  async setDue(tx: Tx, rows: readonly DueRow[]): Promise<void> {
    if (rows.length > 0) await this.repository.setDue(tx, rows);
  }

  private after(state: ConversationState, cause: StatusCause): ConversationState['status'] {
    return nextStatus(state.status, cause, { hasReply: state.replyCount > 0 });
  }

  private async move(
    tx: Tx,
    states: readonly ConversationState[],
    move: { cause: StatusCause; until: Date | null; isForCustomer?: boolean; actor: Actor },
  ): Promise<ConversationState[]> {
    if (states.length === 0) return [];
    const { cause, until, actor, isForCustomer = false } = move;
    const now = this.clock.now();
    const rows = states.map((state): StatusRow => {
      const status = this.after(state, cause);
      return {
        conversationId: state.id,
        status,
        snoozedUntil: status === 'snoozed' ? until : null,
        closedAt: status === 'closed' ? (state.closedAt ?? now) : null,
      };
    });
    await this.repository.setStatuses(tx, rows);
    const after = states.map((state, at) => ({ ...state, ...rows[at], version: state.version + 1 }));
    await this.leaveLines(tx, actor, after, (state) =>
      lineOf(
        { cause, isForCustomer },
        state,
        states.find(({ id }) => id === state.id),
      ),
    );
    tx.emitAll(after.flatMap((state, at) => factsOf(state, states[at])));
    return after;
  }

  private leaveLines(
    tx: Tx,
    actor: Actor,
    states: readonly ConversationState[],
    line: (state: ConversationState) => { type: ConversationEventType; data: Record<string, unknown> },
  ): Promise<void> {
    const events = states.map((state) => ({ conversationId: state.id, actorAgentId: actor, ...line(state) }));
    return this.repository.addEvents(tx, events, this.clock.now());
  }

  private emitChanged(tx: Tx, states: readonly ConversationState[]): void {
    tx.emitAll(
      states.map(({ id, teamId }) => ({ type: 'conversation.changed', conversationId: id, teamId })),
    );
  }
}

function lineOf(
  { cause, isForCustomer }: { cause: StatusCause; isForCustomer: boolean },
  after: ConversationState,
  before: ConversationState | undefined,
): { type: ConversationEventType; data: Record<string, unknown> } {
  if (after.status === 'snoozed') {
    const wish = isForCustomer ? { for: 'customer' } : {};
    return { type: 'snoozed', data: { before: before?.status, until: after.snoozedUntil, ...wish } };
  }
  if (cause === 'wake' || (cause === 'takeBack' && before?.status === 'snoozed'))
    return { type: 'woken', data: { after: after.status } };
  if (before?.status === 'closed') return { type: 'reopened', data: { after: after.status } };
  const data = { before: before?.status, after: after.status };
  if (after.status !== 'closed') return { type: 'statusChanged', data };
  // Whoever takes a closing back needs to know where it stood, and whether it was answered since.
  const wake = before?.status === 'snoozed' ? { until: before.snoozedUntil } : {};
  return { type: 'statusChanged', data: { ...data, replyCount: after.replyCount, ...wake } };
}

function factsOf(after: ConversationState, before: ConversationState | undefined): DomainEvent[] {
  const { id: conversationId, teamId, assigneeId } = after;
  if (before === undefined) return [];
  if (before.status === after.status) return [{ type: 'conversation.changed', conversationId, teamId }];
  const moved: DomainEvent = {
    type: 'conversation.statusChanged',
    conversationId,
    teamId,
    assigneeId,
    before: before.status,
    after: after.status,
  };
  return before.status === 'closed'
    ? [moved, { type: 'conversation.reopened', conversationId, teamId }]
    : [moved];
}
