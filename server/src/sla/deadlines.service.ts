import { Injectable } from '@nestjs/common';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { DeadlinesRepository, type NotedClock } from './deadlines.repository.ts';
import { FollowClocksService } from './follow-clocks.service.ts';

const BATCH = 2_000;

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
    const states = await this.conversations.lock(tx, conversationIds);
    // A clock that stands still since a moment ago must not be found late because nobody had got round to it.
    const still = states.filter(({ status }) => status === 'waiting' || status === 'snoozed');
    await this.clocks.follow(tx, still);
    const ids = states.map((state) => state.id);
    const breached = await this.repository.noteBreaches(tx, ids, now);
    const warned = await this.repository.noteWarnings(tx, ids, now);
    tx.emitAll([
      ...breached.map((clock) => factOf(clock, 'breached')),
      ...warned.map((clock) => factOf(clock, 'warned')),
    ]);
    const changed = new Set([...breached, ...warned].map(({ conversationId }) => conversationId));
    // What a row shows of its clock stays as it was; that its time has come is for the screen to say.
    await this.conversations.raiseLocked(tx, [...changed]);
  }
}

function factOf({ id, conversationId, metric }: NotedClock, change: 'breached' | 'warned') {
  return { type: 'sla.changed' as const, conversationId, change, targetId: id, metric };
}
