import { Injectable } from '@nestjs/common';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { DeadlinesRepository, type NotedClock } from './deadlines.repository.ts';
import { FollowClocksService } from './follow-clocks.service.ts';

/** Enough that a storm is few statements, few enough that nobody waits a second for the conversations it holds. */
const BATCH = 10_000;

/** What no timer was set for, because a process died in between, is found this late at most. */
export const SWEEP_DEADLINES_MS = 15_000;

/** A job that comes a moment early would find nothing, and its like would be taken for the same job. */
const GRACE_MS = 5;

/** Notes that clocks turn to "soon" and that deadlines pass: once each, at their own moment, whoever notices when. */
@Injectable()
export class DeadlinesService {
  constructor(
    private readonly repository: DeadlinesRepository,
    private readonly clocks: FollowClocksService,
    private readonly conversations: ConversationsService,
    private readonly uow: UnitOfWork,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Notes everything that has come by `now`, then sees to it that somebody wakes for what comes next. */
  async keepDeadlines(now: Date = this.clock.now()): Promise<void> {
    for (;;) {
      const conversationIds = await this.repository.conversationsDue(now, BATCH);
      if (conversationIds.length === 0) break;
      await this.uow.run((tx) => this.note(tx, conversationIds, now));
    }
    await this.wakeForNext();
  }

  /** Sets a timer for the next warning or deadline, unless the sweep comes first. */
  async wakeForNext(): Promise<void> {
    const at = await this.repository.nextDueAt();
    if (at === null) return;
    const inMs = at.getTime() - this.clock.now().getTime();
    if (inMs > SWEEP_DEADLINES_MS) return;
    await this.jobs.add('keep-deadlines', {}, { jobId: `due-${at.getTime()}`, delayMs: inMs + GRACE_MS });
  }

  private async note(tx: Tx, conversationIds: readonly string[], now: Date): Promise<void> {
    const held = await this.conversations.hold(tx, conversationIds);
    // A clock that stands still since a moment ago must not be found late because nobody had got round to it.
    const still = held.filter(({ status }) => status === 'waiting' || status === 'snoozed');
    if (still.length > 0) await this.clocks.follow(tx, await this.conversations.lock(tx, idsOf(still)));
    const noted = await this.repository.note(tx, idsOf(held), now);
    // The rows stay as they are, version and all: what they show of a clock is its deadline, and that one has come is for
    // every reader to see, so that a storm costs no write of ten thousand conversations and their many indexes.
    tx.emitAll(noted.map(factOf));
  }
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

function factOf({ id, conversationId, metric, isBreached }: NotedClock) {
  const change = isBreached ? ('breached' as const) : ('warned' as const);
  return { type: 'sla.changed' as const, conversationId, change, targetId: id, metric };
}
