/** Headers in lower case, as the HTTP client gives them. */
export type AnswerHeaders = Record<string, string | string[] | undefined>;

/** No network gets to park a reply for longer: what it says after a day is asked again. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Smaller numbers are seconds to wait, larger ones instants: 10^9 seconds are the year 2001, or 31 years. */
const FIRST_UNIX_SECOND = 1_000_000_000;
const FIRST_UNIX_MILLISECOND = 1_000_000_000_000;

const NUMBER = /^\d{1,16}(\.\d+)?$/;

/** In the order of trust: the standard first, then the draft of the IETF, then what networks made up. */
const RESET_HEADERS = ['retry-after', 'ratelimit-reset', 'x-ratelimit-reset', 'x-rate-limit-reset'] as const;

/**
 * When a network takes the next call, by its own word, never before `now` and at most a day ahead.
 * Reads `Retry-After` (RFC 9110, 10.2.3: seconds or date), `RateLimit-Reset` (seconds to wait in the IETF draft, Unix
 * seconds at Bluesky) and `X-RateLimit-Reset` (ISO instant at Mastodon, Unix seconds elsewhere).
 * @returns undefined when no header says it in a form that can be read
 */
export function retryAfterOf(headers: AnswerHeaders, now: Date): Date | undefined {
  for (const name of RESET_HEADERS) {
    const reset = instantOf(single(headers[name]), now);
    if (reset) return reset;
  }
  return undefined;
}

/** What is left of the calls in this window, where the network says all three numbers. */
export function budgetOf(
  headers: AnswerHeaders,
  now: Date,
): { remaining: number; limit: number; resetsAt: Date } | undefined {
  for (const prefix of ['ratelimit', 'x-ratelimit', 'x-rate-limit']) {
    const remaining = count(single(headers[`${prefix}-remaining`]));
    const limit = count(single(headers[`${prefix}-limit`]));
    const resetsAt = instantOf(single(headers[`${prefix}-reset`]), now);
    if (remaining !== undefined && limit !== undefined && resetsAt) return { remaining, limit, resetsAt };
  }
  return undefined;
}

function single(value: string | string[] | undefined): string | undefined {
  return (Array.isArray(value) ? value[0] : value)?.trim();
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function instantOf(text: string | undefined, now: Date): Date | undefined {
  if (!text) return undefined;
  const milliseconds = NUMBER.test(text) ? numberToInstant(Number(text), now) : dateToInstant(text);
  if (!Number.isFinite(milliseconds)) return undefined;
  return new Date(Math.min(Math.max(milliseconds, now.getTime()), now.getTime() + LONGEST_WAIT_MS));
}

/** Only the two forms in use: `Date.parse` alone takes "-5" for a month. */
function dateToInstant(text: string): number {
  return /^(\d{4}-\d\d-\d\dT|[A-Z][a-z]{2,8},? )/.test(text) ? Date.parse(text) : Number.NaN;
}

function numberToInstant(value: number, now: Date): number {
  if (value >= FIRST_UNIX_MILLISECOND) return value;
  if (value >= FIRST_UNIX_SECOND) return value * 1000;
  return now.getTime() + value * 1000;
}
