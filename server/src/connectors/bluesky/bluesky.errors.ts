import { ConnectorError, type ConnectorErrorKind } from '../connector-error.ts';
import { type AnswerHeaders, retryAfterOf } from '../retry-after.ts';

const DETAIL_LIMIT = 300;

/** A refusal of the network with its own name for it. */
export class BlueskyError extends ConnectorError {
  readonly code: string;

  constructor(
    kind: ConnectorErrorKind,
    detail: string,
    options: { code: string; retryAfter?: Date | undefined },
  ) {
    super(kind, detail, options);
    this.code = options.code;
  }

  /** The session has run out or was ended; another one may work. */
  get isAboutSession(): boolean {
    return this.kind === 'auth' && SESSION_CODES.has(this.code);
  }
}

/** An empty code is a 401 without a word. */
const SESSION_CODES = new Set(['ExpiredToken', 'InvalidToken', 'AuthMissing', 'AuthenticationRequired', '']);

/** By the name in the answer; the status speaks where there is none. An expired token comes with 400, not 401. */
const KIND_OF_CODE: Readonly<Record<string, ConnectorErrorKind>> = {
  ExpiredToken: 'auth',
  InvalidToken: 'auth',
  AuthMissing: 'auth',
  AuthenticationRequired: 'auth',
  AuthFactorTokenRequired: 'auth',
  AccountTakedown: 'auth',
  AccountDeactivated: 'auth',
  AccountNotFound: 'auth',
  Forbidden: 'permission',
  BlockedActor: 'permission',
  BlockedByActor: 'permission',
  RateLimitExceeded: 'rateLimited',
  RecordNotFound: 'gone',
  RepoNotFound: 'gone',
  RepoTakendown: 'gone',
  RepoDeactivated: 'gone',
  NotFound: 'gone',
  // The record key is in use, for something else than this very record.
  InvalidSwap: 'duplicate',
  UpstreamFailure: 'transient',
  UpstreamTimeout: 'transient',
  NotEnoughResources: 'transient',
  InternalServerError: 'transient',
  MethodNotImplemented: 'rejected',
  BlobTooLarge: 'rejected',
};

/** Names that stand for many things, told apart by the sentence beside them. */
const KIND_OF_SENTENCE: readonly { code: string; sentence: RegExp; kind: ConnectorErrorKind }[] = [
  { code: 'InvalidToken', sentence: /\bscope\b/i, kind: 'permission' },
  { code: 'InvalidRequest', sentence: /could not (find|locate) (repo|record)/i, kind: 'gone' },
  {
    code: 'InvalidRequest',
    sentence: /(grapheme|string|text)s? (is )?too (big|long)|must not be longer than/i,
    kind: 'tooLong',
  },
];

/** What an answer other than 2xx means. */
export function blueskyError(status: number, headers: AnswerHeaders, body: unknown, now: Date): BlueskyError {
  const { code, message } = errorIn(body);
  const kind = kindOf(status, code, message);
  const retryAfter =
    kind === 'rateLimited' || kind === 'transient' ? resetOf(status, headers, now) : undefined;
  const detail = message === '' ? `The network answered ${status}${code && ` (${code})`}` : message;
  return new BlueskyError(kind, withoutTokens(detail).slice(0, DETAIL_LIMIT), { code, retryAfter });
}

function kindOf(status: number, code: string, message: string): ConnectorErrorKind {
  const said = KIND_OF_SENTENCE.find((one) => one.code === code && one.sentence.test(message));
  return said?.kind ?? KIND_OF_CODE[code] ?? kindOfStatus(status);
}

function kindOfStatus(status: number): ConnectorErrorKind {
  if (status === 401) return 'auth';
  if (status === 403) return 'permission';
  if (status === 429) return 'rateLimited';
  return status >= 500 ? 'transient' : 'rejected';
}

/** Every answer tells when the window ends; only a refusal makes that the time to wait for. */
function resetOf(status: number, headers: AnswerHeaders, now: Date): Date | undefined {
  if (status === 429) return retryAfterOf(headers, now);
  return headers['retry-after'] === undefined
    ? undefined
    : retryAfterOf({ 'retry-after': headers['retry-after'] }, now);
}

function errorIn(body: unknown): { code: string; message: string } {
  const { error, message } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  return {
    code: typeof error === 'string' ? error : '',
    message: typeof message === 'string' ? message.trim() : '',
  };
}

/** A server in development mode may quote what it was sent. */
function withoutTokens(text: string): string {
  return text.replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…');
}
