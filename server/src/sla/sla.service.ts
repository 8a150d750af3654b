import { Injectable } from '@nestjs/common';
import type { ConversationState, CustomerTurn } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { CalendarsService, type NamedHours } from './calendars.service.ts';
import { movedTarget, newTarget, nextClock } from './next-clock.ts';
import { SlaPoliciesService } from './sla-policies.service.ts';
import { SlaRepository } from './sla.repository.ts';
import type { MovedTarget, NewTarget, Policy, Response, Waiting } from './sla.types.ts';

/**
 * The clocks of conversations. What waits for an answer is a row of `sla_turn`; every step changes these rows and then
 * lets the clocks follow, so that at most one clock runs in a conversation, and always for its oldest waiting message.
 * A snooze pauses nothing, because the customer goes on waiting; with another team a clock that runs keeps its policy.
 */
@Injectable()
export class SlaService {
  constructor(
    private readonly repository: SlaRepository,
    private readonly policies: SlaPoliciesService,
    private readonly calendars: CalendarsService,
    private readonly conversations: ConversationsService,
    private readonly replies: RecordReplyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Customers wrote. A clock starts at the network's time of the oldest message that waits; where one runs, a further
   * message starts no second. A message to a closed conversation begins a new wait: what was closed unanswered is past.
   */
  async startClocks(tx: Tx, turns: readonly CustomerTurn[]): Promise<void> {
    if (turns.length === 0) return;
    const messageIds = turns.map(({ messageId }) => messageId);
    const before = await this.repository.conversationsOfTurns(tx, messageIds);
    const conversationIds = conversationIdsOf(turns);
    const states = await this.lock(tx, [...conversationIds, ...before]);
    await this.repository.removeDismissedTurns(tx, conversationIds);
    await this.repository.addTurns(tx, turns);
    await this.follow(tx, states);
  }

  /**
   * Replies were accepted by the network. Each answers what had reached us when it was written, and its clock is met at
   * `acceptedAt`. For what came while it was on its way a next clock starts, and it is our turn again. Saying it twice
   * changes nothing.
   */
  async recordResponses(tx: Tx, responses: readonly Response[]): Promise<void> {
    const messageIds = responses.map(({ messageId }) => messageId);
    const writtenAt = await this.replies.writtenAt(tx, messageIds);
    for (const round of inRounds(responses)) {
      const states = await this.lock(tx, conversationIdsOf(round));
      const answered = round.map(({ conversationId, messageId, acceptedAt }) => ({
        conversationId,
        upTo: writtenAt.get(messageId) ?? acceptedAt,
      }));
      await this.repository.removeAnsweredTurns(tx, answered);
      const met = await this.repository.meetTargets(tx, round);
      for (const conversationId of met) tx.emit({ type: 'sla.changed', conversationId, change: 'met' });
      const waiting = await this.follow(tx, states, met);
      const ourTurn = states.filter(({ id, status }) => status === 'waiting' && waiting.has(id));
      if (ourTurn.length > 0) {
        await this.conversations.setStatus(tx, idsOf(ourTurn), 'customerMessage', null);
      }
    }
  }

  /** Nobody will answer what waits (closed, put to waiting, spam): its clock is cancelled, neither met nor missed. */
  async dismiss(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    const states = await this.lock(tx, conversationIds);
    await this.repository.dismissTurns(tx, idsOf(states), this.clock.now());
    await this.follow(tx, states);
  }

  /** A dismissal was taken back: what waited waits again, since the same moment as before. */
  async readmit(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    const states = await this.lock(tx, conversationIds);
    await this.repository.readmitTurns(tx, idsOf(states));
    await this.follow(tx, states);
  }

  /** Messages were deleted on the network: nobody has to answer them any more. */
  async forgetMessages(
    tx: Tx,
    messages: readonly { conversationId: string; messageId: string }[],
  ): Promise<void> {
    const states = await this.lock(tx, conversationIdsOf(messages));
    await this.repository.removeTurns(
      tx,
      messages.map(({ messageId }) => messageId),
    );
    await this.follow(tx, states);
  }

  /** Clocks of a conversation change one transaction after the other, whoever comes first. */
  private async lock(tx: Tx, conversationIds: readonly string[]): Promise<ConversationState[]> {
    return conversationIds.length === 0 ? [] : await this.conversations.lock(tx, conversationIds);
  }

  /** Lets clocks follow what waits. @returns the conversations in which something does */
  private async follow(
    tx: Tx,
    states: readonly ConversationState[],
    alsoChanged: readonly string[] = [],
  ): Promise<Set<string>> {
    if (states.length === 0) return new Set();
    const waitings = await this.repository.waitingOf(tx, idsOf(states));
    const policyOf = await this.policies.ofConversations(tx, states);
    const calendarOf = await this.calendars.ofConversations(tx, states);
    const changes = new ClockChanges(
      new Map(states.map((state) => [state.id, state])),
      { policyOf, calendarOf },
      this.clock.now(),
    );
    for (const waiting of waitings) changes.add(waiting);
    await this.repository.cancelTargets(
      tx,
      changes.cancelled.map(({ id }) => id),
      changes.now,
    );
    await this.repository.moveStarts(tx, changes.moved);
    await this.repository.insertTargets(tx, changes.started);
    tx.emitAll(changes.facts());
    const changed = new Set([...alsoChanged, ...changes.facts().map((fact) => fact.conversationId)]);
    if (changed.size > 0) await this.conversations.setDue(tx, await this.repository.duesOf(tx, [...changed]));
    return new Set(
      waitings.filter(({ oldestTurn }) => oldestTurn !== null).map(({ conversationId }) => conversationId),
    );
  }
}

/** What follows for a set of conversations, collected so that it can be written at once. */
class ClockChanges {
  readonly cancelled: { id: string; conversationId: string }[] = [];
  readonly moved: MovedTarget[] = [];
  readonly started: NewTarget[] = [];

  constructor(
    private readonly states: ReadonlyMap<string, ConversationState>,
    private readonly rules: {
      policyOf: (state: ConversationState) => Policy | undefined;
      calendarOf: (state: ConversationState) => NamedHours;
    },
    readonly now: Date,
  ) {}

  add(waiting: Waiting): void {
    const step = nextClock(waiting);
    const { conversationId, oldestTurn, openTarget } = waiting;
    if (openTarget !== null && (step === 'cancel' || step === 'restart')) {
      this.cancelled.push({ id: openTarget.id, conversationId });
    }
    if (oldestTurn === null) return;
    if (openTarget !== null && step === 'moveStart')
      this.moved.push(movedTarget(waiting, oldestTurn, openTarget));
    const state = this.states.get(conversationId);
    const policy = state && this.rules.policyOf(state);
    if (state === undefined || policy === undefined || (step !== 'start' && step !== 'restart')) return;
    const { hours } = this.rules.calendarOf(state);
    const context = { id: newId(this.now), policy, hours, hasReply: state.replyCount > 0 };
    this.started.push(newTarget(waiting, oldestTurn, context));
  }

  facts(): { type: 'sla.changed'; conversationId: string; change: 'started' | 'cancelled' }[] {
    const started = [...this.moved, ...this.started];
    return [
      ...this.cancelled.map(({ conversationId }) => fact(conversationId, 'cancelled')),
      ...started.map(({ conversationId }) => fact(conversationId, 'started')),
    ];
  }
}

function fact<C extends 'started' | 'cancelled'>(conversationId: string, change: C) {
  return { type: 'sla.changed' as const, conversationId, change };
}

function idsOf(states: readonly ConversationState[]): string[] {
  return states.map((state) => state.id);
}

function conversationIdsOf(rows: readonly { conversationId: string }[]): string[] {
  return [...new Set(rows.map((row) => row.conversationId))];
}

/** One response per conversation at a time, in the order in which the network took them. */
function inRounds(responses: readonly Response[]): Response[][] {
  const rounds: Response[][] = [];
  const taken = new Map<string, number>();
  for (const response of responses.toSorted((a, b) => a.acceptedAt.getTime() - b.acceptedAt.getTime())) {
    const round = taken.get(response.conversationId) ?? 0;
    taken.set(response.conversationId, round + 1);
    (rounds[round] ??= []).push(response);
  }
  return rounds;
}
