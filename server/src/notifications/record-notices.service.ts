import { Injectable } from '@nestjs/common';
import type { NoticeWays } from '@visavis/shared/api/notices';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { completeWays } from '@visavis/shared/notices/notice-settings';
import { can } from '@visavis/shared/permissions';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { NoticesRepository } from './notices.repository.ts';
import type {
  Act,
  AssignmentLine,
  NewNotice,
  PlannedNotice,
  Reader,
  TellingConversation,
} from './notification.types.ts';
import {
  assignmentKey,
  planNotices,
  SUPERSEDING,
  TELLING_FACTS,
  type TellingContext,
} from './plan-notices.ts';
import { TellingContextRepository } from './telling-context.repository.ts';

/** What happened longer ago is no news, even when it is heard only now. */
const NEWS_MS = 7 * 86_400_000;

/** What a batch of facts leads to. */
interface Outcome {
  wanted: readonly NewNotice[];
  acted: readonly Act[];
  /** Conversations that were closed. */
  done: readonly string[];
}

type Wanted = Pick<AssignmentLine, 'conversationId' | 'agentId' | 'way'>;

/** Turns facts into notices: a batch is a handful of statements, whether it holds one fact or a thousand. */
@Injectable()
export class RecordNoticesService {
  constructor(
    private readonly context: TellingContextRepository,
    private readonly notices: NoticesRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  @OnFacts({ listener: 'notices.record', facts: TELLING_FACTS })
  async record(facts: readonly DomainEvent[]): Promise<void> {
    const context = await this.read(facts);
    const wanted = await this.wanted(facts, context);
    const acted = actsOf(facts, context);
    const done = doneOf(facts, context);
    if (wanted.length + acted.length + done.length > 0) await this.store({ wanted, acted, done });
  }

  /** The notices that these facts give cause for, where somebody may see them and wants them. */
  private async wanted(facts: readonly DomainEvent[], context: TellingContext): Promise<NewNotice[]> {
    const newsSince = this.clock.now().getTime() - NEWS_MS;
    const planned = planNotices(facts, context).filter(({ at }) => at.getTime() > newsSince);
    if (planned.length === 0) return [];
    const readers = await this.context.readers([...new Set(planned.map(({ agentId }) => agentId))]);
    const byId = new Map(readers.map((reader) => [reader.agentId, reader]));
    const now = this.clock.now();
    return planned.flatMap((notice) => {
      const ways = waysFor(
        notice,
        byId.get(notice.agentId),
        context.conversations.get(notice.conversationId),
      );
      return ways === null ? [] : [{ ...notice, ...ways, id: newId(now) }];
    });
  }

  private async store({ wanted, acted, done }: Outcome): Promise<void> {
    const better = wanted.filter(({ kind }) => SUPERSEDING.has(kind));
    await this.uow.run(async (tx) => {
      if (better.length > 0) await this.notices.supersede(tx, better);
      const now = this.clock.now();
      const told = wanted.length === 0 ? [] : await this.notices.insert(tx, wanted);
      const saw = acted.length === 0 ? [] : await this.notices.seeByActing(tx, acted, now);
      if (done.length > 0) saw.push(...(await this.notices.seeDone(tx, done, now)));
      if (told.length > 0) tx.emit({ type: 'notice.changed', agentIds: told, hasNew: true });
      const onlySaw = [...new Set(saw)].filter((id) => !told.includes(id));
      if (onlySaw.length > 0) tx.emit({ type: 'notice.changed', agentIds: onlySaw, hasNew: false });
    });
  }

  /** Asks only for what these facts need. */
  private async read(facts: readonly DomainEvent[]): Promise<TellingContext> {
    const conversationIds = unique(
      facts.map((fact) => ('conversationId' in fact ? fact.conversationId : null)),
    );
    const noteIds = unique(facts.map((fact) => (fact.type === 'note.added' ? fact.messageId : null)));
    const inboundIds = unique(facts.map((fact) => (isOfCustomer(fact) ? fact.messageId : null)));
    const cardIds = unique(
      facts.map((fact) => (fact.type === 'conversation.handedOver' ? fact.handOverId : null)),
    );
    const stirred = unique(facts.map((fact) => (stirs(fact) ? fact.conversationId : null)));
    const ask = <I, R>(ids: readonly I[], read: (ids: readonly I[]) => Promise<R[]>): Promise<R[]> =>
      ids.length === 0 ? Promise.resolve([]) : read(ids);
    const { context } = this;
    const [conversations, assignments, returns, messages, handOvers, followers] = await Promise.all([
      ask(conversationIds, (ids) => context.conversations(ids)),
      ask(assignmentsOf(facts), (wanted) => context.assignments(wanted)),
      ask(inboundIds, (ids) => context.returns(ids)),
      ask([...noteIds, ...inboundIds], (ids) => context.messages(ids)),
      ask(cardIds, (ids) => context.handOvers(ids)),
      ask(stirred, (ids) => context.followers(ids)),
    ]);
    return {
      conversations: new Map(conversations.map((one) => [one.id, one])),
      assignments: new Map(assignments.map((one) => [assignmentKey(one), one])),
      returns: new Map(returns.map((one) => [one.messageId, one])),
      messages: new Map(messages.map((one) => [one.messageId, one])),
      handOvers: new Map(handOvers.map((one) => [one.id, one])),
      followers: grouped(followers, ({ conversationId }) => conversationId),
    };
  }
}

/** What is closed needs nobody: that it came to somebody is no news any more. */
function doneOf(facts: readonly DomainEvent[], { conversations }: TellingContext): string[] {
  return unique(
    facts.map((fact) =>
      fact.type === 'conversation.statusChanged' && conversations.get(fact.conversationId)?.isClosed === true
        ? fact.conversationId
        : null,
    ),
  );
}

/** Whoever writes in a conversation has looked at it: what they were told of it until then is seen. */
function actsOf(facts: readonly DomainEvent[], { messages }: TellingContext): Act[] {
  return facts.flatMap((fact): Act[] => {
    const { type } = fact;
    if (type === 'reply.accepted')
      return [{ agentId: fact.agentId, conversationId: fact.conversationId, at: new Date(fact.acceptedAt) }];
    const note = type === 'note.added' ? messages.get(fact.messageId) : undefined;
    if (type !== 'note.added' || note === undefined) return [];
    return [{ agentId: fact.authorId, conversationId: fact.conversationId, at: note.at }];
  });
}

type Stirring = Extract<DomainEvent, { type: 'note.added' | 'message.received' | 'reply.accepted' }>;

/** What followers want to hear of. */
function stirs(fact: DomainEvent): fact is Stirring {
  return fact.type === 'note.added' || fact.type === 'reply.accepted' || isOfCustomer(fact);
}

function isOfCustomer(fact: DomainEvent): fact is Extract<DomainEvent, { type: 'message.received' }> {
  return fact.type === 'message.received' && fact.isCustomer;
}

function assignmentsOf(facts: readonly DomainEvent[]): Wanted[] {
  const wanted = facts.flatMap((fact): Wanted[] => {
    if (fact.type !== 'conversation.assigned') return [];
    const { conversationId, before, after } = fact;
    return [
      ...(after === null ? [] : [{ conversationId, agentId: after, way: 'given' as const }]),
      ...(before === null ? [] : [{ conversationId, agentId: before, way: 'taken' as const }]),
    ];
  });
  return [...new Map(wanted.map((one) => [assignmentKey(one), one])).values()];
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Null for somebody who is not here any more, must not see it, or wants none of the kind. */
function waysFor(
  { kind }: PlannedNotice,
  reader: Reader | undefined,
  conversation: TellingConversation | undefined,
): NoticeWays | null {
  if (reader === undefined || conversation === undefined) return null;
  const subject = { teamId: conversation.teamId, teamClosed: conversation.isTeamClosed };
  if (!can(reader, 'conversation.read', subject)) return null;
  const ways = completeWays(reader.ways)[kind];
  return ways.inApp || ways.browser || ways.mail ? ways : null;
}
