import { Injectable } from '@nestjs/common';
import type { ReapplyExample, ReapplyPreview, ReapplyTerms } from '@visavis/shared/api/sla';
import { ConversationStoryRepository } from '../conversations/conversation-story.repository.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { CalendarsService } from './calendars.service.ts';
import { FollowClocksService } from './follow-clocks.service.ts';
import {
  isLate,
  isPausedOtherwise,
  proposedTerms,
  type ProposedTerms,
  type RunningClock,
} from './proposed-terms.ts';
import { ReapplyRepository, type Reapplication } from './reapply.repository.ts';
import { SlaPoliciesService } from './sla-policies.service.ts';
import { storiesOf } from './story-pauses.ts';

const BATCH = 500;
/** Who wants to know what would change does not wait for more. */
const MOST_LOOKED = 20_000;
const MOST_EXAMPLES = 5;

interface Proposal {
  clock: RunningClock;
  /** Null where nothing would change. */
  terms: ProposedTerms | null;
}

/** A batch of conversations, and what would change for the clocks in them. */
interface Looked {
  ids: string[];
  proposals: Proposal[];
}

/**
 * Policies and calendars hold for clocks that start; here somebody gives the clocks that run what holds now. Batches
 * commit together with how far they came, so that a killed process costs one batch and two workers share the work.
 */
@Injectable()
export class ReapplyService {
  constructor(
    private readonly repository: ReapplyRepository,
    private readonly policies: SlaPoliciesService,
    private readonly calendars: CalendarsService,
    private readonly conversations: ConversationsService,
    private readonly story: ConversationStoryRepository,
    private readonly clocks: FollowClocksService,
    private readonly uow: UnitOfWork,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** What it would change; nothing is written. Looks at the first 20,000 clocks or so. */
  async preview(): Promise<ReapplyPreview> {
    const now = this.clock.now();
    const answer = { looked: 0, isComplete: true, changed: 0, wouldBreach: 0, wouldUnbreach: 0 };
    const examples: (ReapplyExample & { isTurned: boolean })[] = [];
    for (let reached: string | null = null; ;) {
      const { ids, proposals }: Looked = await this.uow.run((tx) => this.look(tx, reached));
      if (ids.length === 0) break;
      for (const { clock, terms } of proposals) {
        answer.looked += 1;
        if (terms === null) continue;
        const before = isLate(clock, now);
        const after = isLate(terms, now);
        answer.changed += 1;
        if (after && !before) answer.wouldBreach += 1;
        if (before && !after) answer.wouldUnbreach += 1;
        examples.push({ ...exampleOf(clock, terms), isTurned: before !== after });
        if (examples.length > BATCH) shorten(examples);
      }
      reached = ids.at(-1) ?? null;
      if (answer.looked < MOST_LOOKED) continue;
      answer.isComplete = false;
      break;
    }
    shorten(examples);
    return { ...answer, examples: examples.map(({ isTurned: _isTurned, ...example }) => example) };
  }

  /** @throws DomainError `conflict` while one runs */
  async begin(agentId: string): Promise<Reapplication> {
    const begun = await this.uow.run((tx) => this.repository.begin(tx, agentId, this.clock.now()));
    if (begun === null)
      throw new DomainError('conflict', { reason: 'reapply-runs' }, 'Policies are being applied already.');
    await this.jobs.add('reapply-policies', {});
    return begun;
  }

  /** The one that runs, else the last one. */
  latest(): Promise<Reapplication | null> {
    return this.repository.latest();
  }

  /** Goes on until nothing is left, wherever somebody else stopped. */
  async goOn(): Promise<void> {
    while (await this.uow.run((tx) => this.batch(tx)));
  }

  /** @returns whether there may be more */
  async batch(tx: Tx): Promise<boolean> {
    const run = await this.repository.take(tx);
    if (run === null) return false;
    const now = this.clock.now();
    const ids = await this.repository.conversationsAfter(tx, run.reached, BATCH);
    const states = ids.length === 0 ? [] : await this.conversations.lock(tx, ids);
    const proposals = await this.proposals(tx, ids);
    const terms = proposals.flatMap((proposal) => proposal.terms ?? []);
    await this.repository.write(tx, terms, now);
    tx.emitAll(proposals.flatMap(factOf));
    const changed = new Set(terms.map(({ conversationId }) => conversationId));
    // What a clock stands still for may be another matter now.
    const affected = states.filter(({ id }) => changed.has(id));
    await this.clocks.follow(tx, affected, { alsoChanged: [...changed], looksBack: true });
    const isOver = ids.length < BATCH;
    await this.repository.goOn(tx, run.id, {
      reached: ids.at(-1) ?? null,
      done: proposals.length,
      changed: terms.length,
      finishedAt: isOver ? now : null,
    });
    return !isOver;
  }

  private async look(tx: Tx, after: string | null): Promise<Looked> {
    const ids = await this.repository.conversationsAfter(tx, after, BATCH);
    return { ids, proposals: await this.proposals(tx, ids) };
  }

  private async proposals(tx: Tx, conversationIds: readonly string[]): Promise<Proposal[]> {
    if (conversationIds.length === 0) return [];
    const clocks = await this.repository.runningClocks(tx, conversationIds);
    const policyOf = await this.policies.ofConversations(tx);
    const calendarOf = await this.calendars.ofConversations(tx, clocks);
    const turned = clocks.filter((clock) => isPausedOtherwise(clock, policyOf(clock).pauses));
    const ids = [...new Set(turned.map(({ conversationId }) => conversationId))];
    const stories = storiesOf(ids.length === 0 ? [] : await this.story.ofConversations(tx, ids));
    return clocks.map((clock) => {
      const promised = { policy: policyOf(clock), calendar: calendarOf(clock) };
      return { clock, terms: proposedTerms(clock, promised, stories.get(clock.conversationId) ?? []) };
    });
  }
}

/** What tells everybody that a clock runs by other terms; none where nothing changes. */
function factOf({ clock: { id, conversationId, metric }, terms }: Proposal) {
  const type = 'sla.changed' as const;
  return terms === null ? [] : [{ type, conversationId, change: 'started' as const, targetId: id, metric }];
}

/** Keeps the first few; those that come to be late, or no longer are, say most and stand first. */
function shorten(examples: { isTurned: boolean }[]): void {
  examples.sort((a, b) => Number(b.isTurned) - Number(a.isTurned));
  examples.splice(MOST_EXAMPLES);
}

function exampleOf(clock: RunningClock, terms: ProposedTerms): ReapplyExample {
  const { conversationId, contactName: name, metric } = clock;
  return { conversationId, name, metric, from: termsOf(clock), to: termsOf(terms) };
}

function termsOf(of: Pick<ProposedTerms, 'policyName' | 'targetMinutes' | 'deadlineAt'>): ReapplyTerms {
  return {
    policyName: of.policyName,
    targetMinutes: of.targetMinutes,
    dueAt: of.deadlineAt?.toISOString() ?? null,
  };
}
