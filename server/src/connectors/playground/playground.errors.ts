import { ConnectorError, type ConnectorErrorKind } from '../connector-error.ts';
import { type AnswerHeaders, retryAfterOf } from '../retry-after.ts';

const DETAIL_LIMIT = 300;

/** By the code in the answer; the status speaks where there is none. */
const KIND_OF_CODE: Readonly<Record<string, ConnectorErrorKind>> = {
  unauthenticated: 'auth',
  forbidden: 'permission',
  'parent-gone': 'gone',
  'not-found': 'gone',
  'too-long': 'tooLong',
  'window-closed': 'windowClosed',
  'too-many-requests': 'rateLimited',
};

/** What an answer other than 2xx means. */
export function playgroundError(
  status: number,
  headers: AnswerHeaders,
  body: unknown,
  now: Date,
): ConnectorError {
  const { code, message } = errorIn(body);
  const kind = KIND_OF_CODE[code] ?? kindOfStatus(status);
  const retryAfter = kind === 'rateLimited' || kind === 'transient' ? retryAfterOf(headers, now) : undefined;
  const detail = message === '' ? `The playground answered ${status}` : message.slice(0, DETAIL_LIMIT);
  return new ConnectorError(kind, detail, { retryAfter });
}

function kindOfStatus(status: number): ConnectorErrorKind {
  if (status === 401) return 'auth';
  if (status === 403) return 'permission';
  if (status === 404 || status === 410) return 'gone';
  if (status === 429) return 'rateLimited';
  return status >= 500 ? 'transient' : 'rejected';
}

function errorIn(body: unknown): { code: string; message: string } {
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as { error?: unknown };
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}
