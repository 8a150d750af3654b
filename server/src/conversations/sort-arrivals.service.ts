import { Injectable } from '@nestjs/common';
import type { Priority } from '@visavis/shared/api/conversations';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { ConversationState } from './conversation.types.ts';
import { ConversationsRepository, type NewEvent } from './conversations.repository.ts';
import { RuleSubjectsRepository, type SubjectRow, type SubjectTitle } from './rule-subjects.repository.ts';
import { SortArrivalsRepository, type SortedRow } from './sort-arrivals.repository.ts';

/** What the rules decided about a conversation; null and nothing added leave it as it is. */
export interface Sorting {
  conversationId: string;
  teamId: string | null;
  priority: Priority | null;
  /** Added to those it has. */
  tags: readonly string[];
  /** Canonical, see `shared/routing/needs.ts`. */
  needs: readonly string[];
  doNotRoute: boolean;
  slaPolicyId: string | null;
}

/** What rules ask of conversations that have just arrived, and what they make of them: sets, whatever their size. */
@Injectable()
export class SortArrivalsService {
  constructor(
    private readonly subjects: RuleSubjectsRepository,
    private readonly arrivals: SortArrivalsRepository,
    private readonly conversations: ConversationsRepository,
    private readonly clock: Clock,
  ) {}

  /** Step. Conversations with the post that began them, in one statement. */
  subjectsOf(tx: Tx, conversationIds: readonly string[]): Promise<SubjectRow[]> {
    return this.subjects.of(tx, conversationIds);
  }

  /** The newest live conversations of these teams, the newest first. */
  newestSubjects(teamIds: readonly string[], limit: number): Promise<SubjectRow[]> {
    return this.subjects.newest(teamIds, limit);
  }

  async titlesOf(conversationIds: readonly string[]): Promise<Map<string, SubjectTitle>> {
    const titles = conversationIds.length === 0 ? [] : await this.subjects.titles(conversationIds);
    return new Map(titles.map((title) => [title.conversationId, title]));
  }

  /**
   * Step, for conversations that open in this very transaction: the fact of their opening tells everybody, so that only
   * a change of team, which the fact does not know, is a fact of its own. Whatever changes leaves an activity line.
   */
  async sort(tx: Tx, sortings: readonly Sorting[]): Promise<void> {
    if (sortings.length === 0) return;
    const wanted = new Map(sortings.map((sorting) => [sorting.conversationId, sorting]));
    const states = await this.conversations.lock(tx, [...wanted.keys()].toSorted());
    const changes = states.flatMap((before): Change[] => {
      const sorting = wanted.get(before.id);
      const after = sorting && sortedBy(before, sorting);
      return after === undefined || isSame(before, after) ? [] : [{ before, after }];
    });
    if (changes.length === 0) return;
    await this.arrivals.write(
      tx,
      changes.map(({ after }) => after),
    );
    const lines = changes.flatMap(linesOf);
    if (lines.length > 0) await this.conversations.addEvents(tx, lines, this.clock.now());
    tx.emitAll(
      changes
        .filter(({ before, after }) => before.teamId !== after.teamId)
        .map(({ before, after }) => ({
          type: 'conversation.changed',
          conversationId: before.id,
          teamId: after.teamId,
          beforeTeamId: before.teamId,
        })),
    );
  }
}

interface Change {
  before: ConversationState;
  after: SortedRow;
}

function sortedBy(before: ConversationState, sorting: Sorting): SortedRow {
  return {
    conversationId: before.id,
    teamId: sorting.teamId ?? before.teamId,
    priority: sorting.priority ?? before.priority,
    tags: [...new Set([...before.tags, ...sorting.tags])],
    needs: sorting.needs,
    doNotRoute: sorting.doNotRoute,
    slaPolicyId: sorting.slaPolicyId,
  };
}

function isSame(before: ConversationState, after: SortedRow): boolean {
  return (
    before.teamId === after.teamId &&
    before.priority === after.priority &&
    before.tags.join('\n') === after.tags.join('\n') &&
    before.needs.join('\n') === after.needs.join('\n') &&
    before.doNotRoute === after.doNotRoute &&
    before.slaPolicyId === after.slaPolicyId
  );
}

function linesOf({ before, after }: Change): NewEvent[] {
  const base = { conversationId: before.id, actorAgentId: null };
  return [
    ...(before.teamId === after.teamId
      ? []
      : [{ ...base, type: 'teamChanged' as const, data: { before: before.teamId, after: after.teamId } }]),
    ...(before.priority === after.priority
      ? []
      : [
          {
            ...base,
            type: 'priorityChanged' as const,
            data: { before: before.priority, after: after.priority },
          },
        ]),
    ...(before.tags.length === after.tags.length
      ? []
      : [{ ...base, type: 'tagsChanged' as const, data: { before: before.tags, after: after.tags } }]),
  ];
}
