import { contactPattern, wordQuery } from './search-words.ts';
import type { SqlParams } from './sql-params.repository.ts';

/** One way of finding conversations `c`, in pieces of a statement. */
export interface Search {
  /** A common table expression: what the index finds, cut off where it becomes too much. */
  hits: string;
  /** Source of the distinct hits with the column `id`; empty when they are too many. */
  few: string;
  /** Condition: the hits are all there are. */
  isFew: string;
  /** Condition: the hit of the source `hit` leads to `c`. */
  ledTo: string;
  /** Condition on one `c`, when the hits are too many. */
  holds: string;
}

/** More hits than this are not collected. */
const MOST_MESSAGES = 10_000;
const MOST_CONTACTS = 2_000;

/** Two ways to be found: the words that somebody wrote, and the contact's name or handle. */
export function searchesFor(words: readonly string[], params: SqlParams): Search[] {
  return [byText(words, params), byName(words, params)];
}

function byText(words: readonly string[], params: SqlParams): Search {
  const { german, simple } = wordQuery(words);
  const query = `(plainto_tsquery('german', ${params.add(german)}::text)
    || to_tsquery('simple', ${params.add(simple)}::text))`;
  return {
    ...collected(
      'written',
      `SELECT m.conversation_id AS id FROM message m WHERE m.search @@ ${query}`,
      MOST_MESSAGES,
    ),
    ledTo: 'c.id = hit.id',
    // With a limit it is asked for each conversation, and never turned into a join with all messages.
    holds: `(SELECT true FROM message m WHERE m.conversation_id = c.id AND m.search @@ ${query} LIMIT 1)`,
  };
}

function byName(words: readonly string[], params: SqlParams): Search {
  const matches = `lower(ci.name || ' ' || coalesce(ci.handle, '')) LIKE ANY(${params.add(contactPattern(words))}::text[])`;
  return {
    ...collected(
      'named',
      `SELECT ci.contact_id AS id FROM contact_identity ci WHERE ${matches}`,
      MOST_CONTACTS,
    ),
    ledTo: 'c.contact_id = hit.id',
    holds: `(SELECT true FROM contact_identity ci WHERE ci.contact_id = c.contact_id AND ${matches} LIMIT 1)`,
  };
}

function collected(name: string, select: string, most: number): Pick<Search, 'hits' | 'few' | 'isFew'> {
  const isFew = `((SELECT count(*) FROM ${name}) <= ${most})`;
  return {
    hits: `${name} AS MATERIALIZED (${select} LIMIT ${most + 1})`,
    few: `(SELECT DISTINCT id FROM ${name} WHERE ${isFew} AND id IS NOT NULL)`,
    isFew,
  };
}
