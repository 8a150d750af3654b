import { createHash } from 'node:crypto';
import type { Cursor } from '../connector.ts';
import type { StrongRef } from './bluesky.types.ts';

const HOUR_MS = 3_600_000;
/**
 * The network sorts notifications by the time that the author's client claims. A clock that is late, or an index that
 * fills again after an outage, puts new ones below older ones, so each look reaches back this far …
 */
const OVERLAP_MS = HOUR_MS;
/** … and once an hour this far. */
const DEEP_LOOK_MS = 24 * HOUR_MS;
const DEEP_LOOK_EVERY_MS = HOUR_MS;
const MOST_SEEN = 1_000;

/** How far we have read. The network pages backwards only, so a long way down is kept and gone on later. */
export interface InboxCursor {
  /** Time of the newest notification so far, by the network. */
  watermark: string;
  /** What the last look found, by fingerprint: it need not be handed on again. */
  seen: string[];
  deepLookAt: string;
  /** The rest of a look that was too long for one poll. */
  rest: Look | null;
}

export interface Look {
  /** The network's own, null to begin at the newest. */
  cursor: string | null;
  /** Nothing older than this is wanted. */
  floor: string;
}

export function readCursor(cursor: Cursor | null, since: Date): InboxCursor {
  const given = (cursor ?? {}) as Partial<InboxCursor>;
  return {
    watermark: isInstant(given.watermark) ? given.watermark : since.toISOString(),
    seen: Array.isArray(given.seen) ? given.seen.filter((one) => typeof one === 'string') : [],
    deepLookAt: isInstant(given.deepLookAt) ? given.deepLookAt : new Date(0).toISOString(),
    rest: given.rest && isInstant(given.rest.floor) ? given.rest : null,
  };
}

/** Where the next look begins and ends. What lies before `since` is history and not fetched. */
export function nextLook(before: InboxCursor, since: Date, now: Date): Look & { isDeep: boolean } {
  if (before.rest !== null) return { ...before.rest, isDeep: false };
  const isDeep = now.getTime() - Date.parse(before.deepLookAt) >= DEEP_LOOK_EVERY_MS;
  const reach = Date.parse(before.watermark) - (isDeep ? DEEP_LOOK_MS : OVERLAP_MS);
  return { cursor: null, floor: new Date(Math.max(reach, since.getTime())).toISOString(), isDeep };
}

/**
 * The cursor after a look.
 *
 * @param found newest first. Our own posts do not move the watermark: our server shows them at once, even while the
 * network is hours behind with everything else.
 */
export function afterLook(
  before: InboxCursor,
  look: Look & { isDeep: boolean },
  found: { notifications: readonly Found[]; own: readonly Found[] },
  next: { rest: Look | null; now: Date },
): InboxCursor {
  if (look.cursor !== null) return { ...before, rest: next.rest };
  const times = found.notifications.map(({ indexedAt }) => timeOf(indexedAt));
  const newest = Math.max(Date.parse(before.watermark), ...times);
  return {
    // A time in the future would let the next look begin behind what comes meanwhile.
    watermark: new Date(Math.min(newest, next.now.getTime())).toISOString(),
    seen: [...found.own, ...found.notifications].slice(0, MOST_SEEN).map(fingerprint),
    deepLookAt: look.isDeep ? next.now.toISOString() : before.deepLookAt,
    rest: next.rest,
  };
}

type Found = StrongRef & { indexedAt: string };

/** Short enough to keep hundreds, and another one when the post is changed. */
export function fingerprint({ uri, cid }: StrongRef): string {
  return createHash('sha256').update(`${uri} ${cid}`).digest('base64url').slice(0, 12);
}

/** @returns 0 for what is no instant */
export function timeOf(instant: string): number {
  const time = Date.parse(instant);
  return Number.isFinite(time) ? time : 0;
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && Number.isFinite(Date.parse(value));
}
