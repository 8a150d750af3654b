import { Injectable } from '@nestjs/common';
import {
  ConversationStoryRepository,
  type StoryLine,
} from '../conversations/conversation-story.repository.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { CalendarsService } from './calendars.service.ts';
import { ClockChanges } from './clock-changes.ts';
import { followDesk, type DeskClocks, type Occasion } from './desk-clocks.ts';
import { DeskClocksRepository } from './desk-clocks.repository.ts';
import { SlaPoliciesService } from './sla-policies.service.ts';
import { SlaRepository } from './sla.repository.ts';
import type { Promised, Turn, Waiting } from './sla.types.ts';
import { storiesOf } from './story-pauses.ts';

/** Besides the desk: what changed already, and what needed no answer from the beginning. */
export interface FollowOccasion extends Occasion {
  alsoChanged?: readonly string[];
  /** By conversation: the message recognised as a thank-you. */
  courtesies?: ReadonlyMap<string, Turn>;
}

/** Lets the clocks of conversations follow what waits and what was done, as a step, however many they are. */
@Injectable()
export class FollowClocksService {
  constructor(
    private readonly repository: SlaRepository,
    private readonly desk: DeskClocksRepository,
    private readonly policies: SlaPoliciesService,
    private readonly calendars: CalendarsService,
    private readonly conversations: ConversationsService,
    private readonly story: ConversationStoryRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param states locked
   * @returns the conversations in which something waits for an answer
   */
  async follow(
    tx: Tx,
    states: readonly ConversationState[],
    occasion: FollowOccasion = {},
  ): Promise<Set<string>> {
    if (states.length === 0) return new Set();
    const ids = states.map(({ id }) => id);
    const clocksOf = byConversation(await this.desk.of(tx, ids));
    const waitings = byConversation(await this.repository.waitingOf(tx, ids));
    const promisedTo = await this.promises(tx, states, waitings);
    const stories = await this.storiesOf(tx, states, { clocksOf, waitings, promisedTo, occasion });
    const changes = new ClockChanges(promisedTo, this.clock.now());
    for (const state of states) {
      const waiting = waitings.get(state.id);
      const clocks = clocksOf.get(state.id);
      if (waiting === undefined || clocks === undefined) continue;
      const openTarget = clocks.open.find(
        ({ metric }) => metric === 'firstResponse' || metric === 'nextResponse',
      );
      const inTurn = { ...waiting, openTarget: openTarget ?? null };
      const story = stories.get(state.id) ?? [];
      changes.followTurns(state, inTurn, {
        ending: occasion.ending ?? { reason: 'closed' },
        story: occasion.looksBack === true ? story : [],
      });
      const courtesy = occasion.courtesies?.get(state.id);
      if (courtesy !== undefined && waiting.oldestTurn === null && openTarget === undefined)
        changes.skip(state, {
          metric: 'nextResponse',
          turn: waiting.lastTurns.nextResponse + 1,
          from: courtesy,
        });
      followDesk(changes, { state, clocks, story, oldestTurn: waiting.oldestTurn }, occasion);
    }
    await this.write(tx, changes, occasion.alsoChanged ?? []);
    return new Set(
      [...waitings.values()].flatMap((row) => (row.oldestTurn === null ? [] : row.conversationId)),
    );
  }

  /**
   * The pick-up of whoever has it is met, if it is still open. They may be faster than the fact of the assignment: then
   * its clock starts here, so that it does not start once they have opened it.
   */
  async pickedUp(tx: Tx, state: ConversationState): Promise<void> {
    let [clocks] = await this.desk.of(tx, [state.id]);
    if (clocks !== undefined && isUnheard(state, clocks, this.clock.now())) {
      await this.follow(tx, [state], { assigned: new Set([state.id]) });
      [clocks] = await this.desk.of(tx, [state.id]);
    }
    const open = clocks?.open.find(({ metric }) => metric === 'pickUp');
    if (open === undefined) return;
    const changes = new ClockChanges(null, this.clock.now());
    changes.meet(state.id, open, changes.now);
    await this.write(tx, changes, []);
  }

  private async write(tx: Tx, changes: ClockChanges, alsoChanged: readonly string[]): Promise<void> {
    await this.repository.cancelTargets(tx, changes.cancelled, changes.now);
    await this.repository.moveTargets(tx, changes.moved, changes.now);
    await this.repository.meetById(tx, changes.met);
    await this.repository.insertTargets(tx, changes.started);
    await this.repository.replacePauses(tx, changes.pauses);
    const facts = changes.facts();
    tx.emitAll(facts);
    const changed = new Set([...alsoChanged, ...facts.map(({ conversationId }) => conversationId)]);
    if (changed.size > 0) await this.conversations.setDue(tx, await this.repository.duesOf(tx, [...changed]));
  }

  /** What is promised to each of these conversations now. */
  private async promises(
    tx: Tx,
    states: readonly ConversationState[],
    waitings: ReadonlyMap<string, Pick<Waiting, 'oldestTurn'>>,
  ): Promise<(state: ConversationState) => Promised> {
    const policyOf = await this.policies.ofConversations(tx);
    const calendarOf = await this.calendars.ofConversations(tx, states);
    return (state) => {
      const startedAt = waitings.get(state.id)?.oldestTurn?.postedAt ?? null;
      return { policy: policyOf(state), calendar: calendarOf({ ...state, startedAt }) };
    };
  }

  /** Read only where a clock can depend on it: most conversations have none that pauses. */
  private async storiesOf(
    tx: Tx,
    states: readonly ConversationState[],
    { clocksOf, waitings, promisedTo, occasion }: StoryNeed,
  ): Promise<Map<string, StoryLine[]>> {
    const needed = states.filter((state) => {
      const open = clocksOf.get(state.id)?.open ?? [];
      const standsStill = state.status === 'waiting' || state.status === 'snoozed';
      if (open.some(({ metric, pauses }) => metric === 'resolution' || pauses.length > 0)) return true;
      if (standsStill && open.length > 0) return true;
      const { pauses, targets } = promisedTo(state).policy;
      if (occasion.looksBack === true && pauses.snoozedForCustomer && waitings.get(state.id)?.oldestTurn)
        return true;
      const isBegun = occasion.begun?.has(state.id) === true;
      if (!isBegun && occasion.assigned?.has(state.id) !== true) return false;
      return (isBegun ? targets.resolution : targets.pickUp) !== null;
    });
    const ids = needed.map(({ id }) => id);
    return storiesOf(ids.length === 0 ? [] : await this.story.ofConversations(tx, ids));
  }
}

/** What was assigned longer ago than this was heard of, or was promised nothing at the time. */
const UNHEARD_MS = 10 * 60_000;

/** Whether an assignment is fresh and no pick-up began with it. */
function isUnheard({ assignedAt }: ConversationState, { pickUp }: DeskClocks, now: Date): boolean {
  if (assignedAt === null || now.getTime() - assignedAt.getTime() > UNHEARD_MS) return false;
  return pickUp?.startedAt.getTime() !== assignedAt.getTime();
}

interface StoryNeed {
  clocksOf: ReadonlyMap<string, DeskClocks>;
  waitings: ReadonlyMap<string, Omit<Waiting, 'openTarget'>>;
  promisedTo: (state: ConversationState) => Promised;
  occasion: Occasion;
}

function byConversation<T extends { conversationId: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.conversationId, row]));
}
