import { ConnectorError, type ConnectorErrorKind } from '../connector-error.ts';
import { type AnswerHeaders, retryAfterOf } from '../retry-after.ts';
import { fieldsOf, textOf } from './mastodon.read.ts';

export interface MastodonAnswer {
  status: number;
  headers: AnswerHeaders;
  /** JSON, HTML or nothing at all. */
  body: string;
}

const DETAIL_LIMIT = 300;

/** Mastodon: "character limit of 500 exceeded"; Pleroma: "over the character limit"; GoToSocial: "status too long". */
const TOO_LONG = /character limit|too long|exceed\w* [^.]*\blimit/i;
/** Besides plain 404s: "The post you are trying to reply to does not appear to exist" and its like. */
const PARENT_GONE = /repl(y|ied|ying)\b.*\b(not\b.*\bexist|deleted|not found)|cannot reply/i;

/**
 * What an answer other than 2xx means.
 *
 * @param phase after `send` a fault of the server leaves open whether the post stands there: we look before sending again
 */
export function mastodonError(answer: MastodonAnswer, phase: 'read' | 'send', now: Date): ConnectorError {
  const said = saidIn(answer.body);
  const kind = kindOf(answer.status, said, phase);
  const detail = said === '' ? `The instance answered ${answer.status}${whither(answer)}` : said;
  const waits = kind === 'rateLimited' || kind === 'transient' || kind === 'unknown';
  return new ConnectorError(kind, detail, {
    retryAfter: waits ? retryAfterOf(answer.headers, now) : undefined,
  });
}

function kindOf(status: number, said: string, phase: 'read' | 'send'): ConnectorErrorKind {
  switch (status) {
    case 401:
      return 'auth';
    case 403:
      return 'permission';
    case 404:
    case 410:
      return 'gone';
    case 429:
      return 'rateLimited';
    case 408:
    case 425:
    case 503:
      // Not taken up at all; 503 is also how GoToSocial slows callers down.
      return 'transient';
    default:
      if (status >= 500) return phase === 'send' ? 'unknown' : 'transient';
      if (TOO_LONG.test(said)) return 'tooLong';
      return PARENT_GONE.test(said) ? 'gone' : 'rejected';
  }
}

/** The server's own words. A page of HTML holds none that help. */
function saidIn(body: string): string {
  const { error, error_description } = fieldsOf(parsed(body));
  const words = [textOf(error), textOf(error_description)].filter((one) => one !== null);
  return words.join(': ').slice(0, DETAIL_LIMIT);
}

/** Whether an answer is the API's own word rather than some page in between. */
export function isApiError(body: string): boolean {
  return textOf(fieldsOf(parsed(body)).error) !== null;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function whither({ status, headers }: MastodonAnswer): string {
  const { location } = headers;
  if (status < 300 || status > 399 || typeof location !== 'string') return '';
  return `; it redirects to ${location.slice(0, 100)}, so enter the address it has now`;
}
