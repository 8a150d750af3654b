import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { ITEM_COLUMNS, ITEM_TABLES } from './conversation-items.repository.ts';
import type { ItemRow, ListRequest } from './inbox.types.ts';
import { searchesFor, type Search } from './search-statement.repository.ts';
import { SqlParams } from './sql-params.repository.ts';

const ANY_STATUS = ['new', 'open', 'waiting', 'snoozed', 'closed'] as const;

/** A list in its order: newest first, or by due time with what has none at the end. */
const ORDERS = {
  newest: 'last_customer_message_at DESC, id DESC',
  due: 'due_at, id',
} as const;

/**
 * A page of a list in one statement: first the ids, read in their order from an index, then the rows. Where a list has
 * several statuses or teams, each pair is read by itself and the pages are merged, so that the work never grows with what
 * lies between them.
 */
@Injectable()
export class ConversationListRepository {
  constructor(private readonly database: Database) {}

  /** At most `limit` rows after a place, in the order of the list. */
  page(request: ListRequest): Promise<ItemRow[]> {
    const { sql, params } = listStatement(request);
    return this.database.query(sql, params);
  }
}

/** The statement of a page. Exported so that a test can have its plan explained. */
export function listStatement(request: ListRequest): { sql: string; params: unknown[] } {
  const params = new SqlParams();
  const order = ORDERS[request.sort];
  const searches = request.words === null ? [] : searchesFor(request.words, params);
  const candidates =
    request.words === null ? candidatesOf(request, params) : foundBy(searches, request, params);
  const sql = `
    WITH ${searches.map(({ hits }) => `${hits},`).join(' ')} page AS (
      SELECT id, last_customer_message_at, due_at FROM (${candidates}) found
      ORDER BY ${order} LIMIT ${params.add(request.limit)}::int)
    SELECT ${ITEM_COLUMNS} FROM page JOIN conversation c ON c.id = page.id ${ITEM_TABLES}
    ORDER BY ${order
      .split(', ')
      .map((part) => `page.${part}`)
      .join(', ')}`;
  return { sql, params: params.values };
}

function candidatesOf(request: ListRequest, params: SqlParams): string {
  const shared = sharedConditions(request, params);
  const isBranched = ['new', 'waiting', 'team', 'all'].includes(request.view) && request.tag === null;
  if (!isBranched) return windows(request, params, [...shared, ...setConditions(request, params)]);
  return branches(request, params, shared);
}

/**
 * What any of the searches finds. Few hits lead to their conversations; where there are too many, conversations are
 * walked through in the order of the list and looked into, and it does not take long to meet the next one.
 */
function foundBy(searches: readonly Search[], request: ListRequest, params: SqlParams): string {
  const conditions = [...sharedConditions(request, params), ...setConditions(request, params)];
  const reads = searches.flatMap(({ few, isFew, ledTo, holds }) => [
    `(SELECT led.* FROM ${few} hit CROSS JOIN LATERAL (${windows(request, params, [...conditions, ledTo])}) led)`,
    `(${windows(request, params, [...conditions, `NOT ${isFew}`, holds])})`,
  ]);
  return reads.join(' UNION ');
}

/** One ordered read for each pair of status and team. */
function branches(request: ListRequest, params: SqlParams, shared: readonly string[]): string {
  const { teamIds, channelId, sort } = request;
  // The indexes by channel and by due time begin with the status, so a list of all statuses reads them five times.
  const statuses = request.statuses ?? (channelId === null && sort === 'newest' ? null : ANY_STATUS);
  const sources: string[] = [];
  const conditions = [...shared];
  if (statuses !== null) {
    sources.push(`unnest(${params.add([...statuses])}::text[]) AS one_status (status)`);
    conditions.push('c.status = one_status.status');
  }
  if (teamIds !== null && channelId === null) {
    sources.push(`unnest(${params.add([...teamIds])}::uuid[]) AS one_team (team_id)`);
    conditions.push('c.team_id = one_team.team_id');
  } else if (teamIds !== null) conditions.push(`c.team_id = ANY(${params.add([...teamIds])}::uuid[])`);
  const reads = windows(request, params, conditions);
  return sources.length === 0
    ? reads
    : `SELECT each.* FROM ${sources.join(' CROSS JOIN ')} CROSS JOIN LATERAL (${reads}) each`;
}

/** Statuses and teams where they are a condition among others, because something rarer leads the way. */
function setConditions({ statuses, teamIds }: ListRequest, params: SqlParams): string[] {
  return [
    ...(statuses === null ? [] : [`c.status = ANY(${params.add([...statuses])}::text[])`]),
    ...(teamIds === null ? [] : [`c.team_id = ANY(${params.add([...teamIds])}::uuid[])`]),
  ];
}

function sharedConditions(request: ListRequest, params: SqlParams): string[] {
  const { channelId, tag, isSpam } = request;
  return [
    isSpam ? 'c.is_spam' : 'NOT c.is_spam',
    ...viewConditions(request, params),
    ...(channelId === null ? [] : [`c.channel_id = ${params.add(channelId)}::uuid`]),
    ...(tag === null ? [] : [`c.tags @> ${params.add([tag])}::text[]`]),
  ];
}

function viewConditions({ view, agentId, now }: ListRequest, params: SqlParams): string[] {
  switch (view) {
    case 'mine':
      return [`c.assignee_id = ${params.add(agentId)}::uuid`, 'c.closed_at IS NULL'];
    case 'due':
      return [
        'c.closed_at IS NULL AND c.due_at IS NOT NULL AND c.due_met_at IS NULL',
        `least(c.due_warn_at, c.due_at) <= ${params.add(now)}::timestamptz`,
      ];
    case 'mentioned':
      return [
        `c.id IN (SELECT m.conversation_id FROM message_mention mm JOIN message m ON m.id = mm.message_id
                  WHERE mm.agent_id = ${params.add(agentId)}::uuid AND mm.seen_at IS NULL)`,
      ];
    default:
      return [];
  }
}

/**
 * Reads what comes after the request's place. In the order of due times, a place among those that have one is followed
 * by their rest and by all that have none: two reads, each a range of the index.
 */
function windows(request: ListRequest, params: SqlParams, conditions: readonly string[]): string {
  return startsOf(request, params)
    .map((start) => {
      const where = [...conditions, ...start].join(' AND ');
      return `(SELECT c.id, c.last_customer_message_at, c.due_at FROM conversation c WHERE ${where}
        ORDER BY ${cOrder(request.sort)} LIMIT ${params.add(request.limit)}::int)`;
    })
    .join(' UNION ALL ');
}

function cOrder(sort: ListRequest['sort']): string {
  return sort === 'newest' ? 'c.last_customer_message_at DESC, c.id DESC' : 'c.due_at, c.id';
}

function startsOf({ sort, after }: ListRequest, params: SqlParams): string[][] {
  if (after === null) return [[]];
  const id = `${params.add(after.id)}::uuid`;
  if (after.at === null) return [['c.due_at IS NULL', `c.id > ${id}`]];
  const at = `${params.add(after.at)}::timestamptz`;
  if (sort === 'newest') return [[`(c.last_customer_message_at, c.id) < (${at}, ${id})`]];
  return [[`(c.due_at, c.id) > (${at}, ${id})`], ['c.due_at IS NULL']];
}
