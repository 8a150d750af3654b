import type { ConversationQuery } from '@visavis/shared/api/conversations';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import { DomainError } from '../platform/http/domain-error.ts';
import { isInstant } from '../platform/http/is-instant.ts';
import { decodeCursor, encodeCursor } from '../platform/http/keyset-cursor.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import type { ItemRow, ListPlace, ListRequest } from './inbox.types.ts';
import { searchWords } from './search-words.ts';

const PAGE = 50;

/**
 * What a list asks of the database.
 *
 * @param visibleTeamIds null for somebody who sees every team
 * @returns null when nothing can match, so that nobody needs to be asked
 * @throws DomainError `malformed` for a cursor of another list
 */
export function listRequest(
  agent: SignedInAgent,
  query: ConversationQuery,
  visibleTeamIds: readonly string[] | null,
  now: Date,
): ListRequest | null {
  const { view = 'all', sort = 'newest', q = '' } = query;
  const after = placeOf(query.cursor, sort);
  const statuses = statusesOf(query);
  const teamIds = teamsOf(agent, query, visibleTeamIds);
  const words = q === '' ? null : searchWords(q);
  if (statuses?.length === 0 || teamIds?.length === 0 || words?.length === 0) return null;
  return {
    agentId: agent.agentId,
    view,
    teamIds,
    statuses,
    channelId: query.channelId?.toLowerCase() ?? null,
    tag: query.tag || null,
    words,
    isSpam: query.spam ?? false,
    sort,
    after,
    limit: query.limit ?? PAGE,
    now,
  };
}

/** The cursor that a list goes on from after a row. */
export function cursorAfter(row: ItemRow, sort: ListRequest['sort']): string {
  const at = sort === 'newest' ? row.lastCustomerMessageAt : row.dueAt;
  return encodeCursor([sort, at?.toISOString() ?? null, row.id]);
}

function placeOf(cursor: string | undefined, sort: ListRequest['sort']): ListPlace | null {
  const key = decodeCursor(cursor, 3);
  if (key === null) return null;
  const [madeFor, at, id] = key;
  const isPlace = at === null ? sort === 'due' : isInstant(at);
  if (madeFor !== sort || !isPlace || !isId(id)) throw notOfThisList();
  return { at: at as string | null, id };
}

export function notOfThisList(): DomainError {
  return new DomainError(
    'malformed',
    { fields: [{ field: 'cursor', message: 'is not a cursor of this list' }] },
    'The cursor is not one of this list.',
  );
}

/** Both the view and the filter have a say. */
function statusesOf({ view, status }: ConversationQuery): ConversationStatus[] | null {
  const ofView: Partial<Record<string, ConversationStatus[]>> = {
    new: ['new'],
    waiting: ['waiting', 'snoozed'],
  };
  const byView = ofView[view ?? 'all'] ?? null;
  if (status === undefined) return byView;
  const byFilter: ConversationStatus[] = status === 'active' ? ['new', 'open'] : [status];
  return byView === null ? byFilter : byFilter.filter((one) => byView.includes(one));
}

function teamsOf(
  agent: SignedInAgent,
  { view, teamId }: ConversationQuery,
  visible: readonly string[] | null,
): string[] | null {
  const limits: (readonly string[])[] = [];
  if (visible !== null) limits.push(visible);
  if (view === 'team') limits.push(agent.teamIds);
  if (teamId !== undefined) limits.push([teamId.toLowerCase()]);
  const [first, ...others] = limits;
  return first === undefined ? null : first.filter((id) => others.every((limit) => limit.includes(id)));
}
