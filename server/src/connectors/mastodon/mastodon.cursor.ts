import type { Cursor } from '../connector.ts';
import { listOf } from './mastodon.read.ts';

/**
 * Notifications are read by a server's order of their ids, which are opaque. An id is handed out before its notification
 * can be seen, so one may appear behind another with a higher id: each poll therefore begins this many notifications
 * before the last one that was seen.
 */
export const OVERLAP = 40;

/** Where reading stands. Kept as JSON. */
export interface NotificationCursor {
  /** Ids of the last notifications seen, the newest at the end. */
  recent: string[];
  /** While the time before the first poll is read, page by page into the past: where the next older page begins. */
  before: string | null;
  /** The last page was full, so what comes next is read without overlap. */
  isBehind: boolean;
}

export function readCursor(cursor: Cursor | null): NotificationCursor {
  const recent = listOf(cursor?.recent).filter((id): id is string => typeof id === 'string');
  return {
    recent,
    before: typeof cursor?.before === 'string' ? cursor.before : null,
    isBehind: cursor?.isBehind === true,
  };
}

export function writeCursor({ recent, before, isBehind }: NotificationCursor): Cursor {
  return { recent, ...(before !== null && { before }), ...(isBehind && { isBehind }) };
}

/** @param ids oldest first */
export function seen(recent: readonly string[], ids: readonly string[]): string[] {
  const known = new Set(recent);
  return [...recent, ...ids.filter((id) => !known.has(id))].slice(-(OVERLAP + 1));
}
