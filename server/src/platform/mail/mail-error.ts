import type { MailFault } from '@visavis/shared/api/organisation';
import { errorCode } from '../error-code.ts';

/** Why a mail did not leave. */
export class MailError extends Error {
  override name = 'MailError';
  /** What the mail server said itself, in its own words; null when it said nothing. */
  readonly serverSays: string | null;
  /** Whether the same mail to the same person will be refused again: no use in trying later. */
  readonly isLasting: boolean;
  /** Whether the server may have taken the mail all the same: whoever sends it again may send it twice. */
  readonly mayHaveArrived: boolean;

  constructor(
    readonly kind: MailFault,
    detail: string,
    { serverSays = null, isLasting = false, mayHaveArrived = false, cause }: MailErrorOptions = {},
  ) {
    super(detail, cause === undefined ? {} : { cause });
    this.serverSays = serverSays;
    this.isLasting = isLasting;
    this.mayHaveArrived = mayHaveArrived;
  }
}

interface MailErrorOptions {
  serverSays?: string | null;
  isLasting?: boolean;
  mayHaveArrived?: boolean;
  cause?: unknown;
}

/** What the mail library adds to its errors, as far as it is read here. */
interface Refusal {
  command?: string;
  response?: string;
  responseCode?: number;
  permanent?: boolean;
  originalCode?: string;
  /** Which part of connecting took too long. */
  timeoutType?: string;
}

const LONGEST_ANSWER = 300;
/** RFC 4954, section 6: authentication required. */
const LOGIN_NEEDED = 530;
const TLS_CODE = /^(ETLS|ERR_TLS|ERR_SSL|EPROTO$|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);
const NO_WAY_THERE = new Set([...NEVER_CONNECTED, 'ECONNRESET', 'EPIPE']);
const BEFORE_THE_MAIL = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT']);
/** From here on an answer of the server is a refusal (RFC 5321, section 4.2.1). */
const REFUSES_FROM = 400;

/** Sorts what the mail library, the resolver or the socket threw, by what an administrator can do about it. */
export function asMailError(error: unknown, host: string): MailError {
  if (error instanceof MailError) return error;
  const code = errorCode(error);
  const { command = '', response, responseCode, permanent = false, originalCode = '' } = error as Refusal;
  const mayHaveArrived = !isCertainlyHere(error as Refusal, code);
  const about = {
    serverSays: response === undefined ? null : plain(response),
    isLasting: permanent,
    cause: error,
  };
  if (TLS_CODE.test(code) || TLS_CODE.test(originalCode) || command === 'STARTTLS')
    return new MailError(
      'tls',
      `${host} offers no encrypted connection that can be trusted on this port.`,
      about,
    );
  if (code === 'EAUTH' || code === 'ENOAUTH' || responseCode === LOGIN_NEEDED)
    return new MailError('login', `${host} refused the login: user or password is missing or wrong.`, {
      ...about,
      isLasting: false,
    });
  if (code === 'EENVELOPE' && command === 'MAIL FROM')
    return new MailError('sender', `${host} does not send for this sender address.`, {
      ...about,
      isLasting: false,
    });
  if (code === 'EENVELOPE') return new MailError('recipient', `${host} refused the recipient.`, about);
  if (code === 'EMESSAGE') return new MailError('refused', `${host} refused the mail.`, about);
  if (code === 'ETIMEDOUT' || code === 'EABORT' || (error as Error).name === 'TimeoutError')
    return new MailError('timeout', `${host} did not answer in time.`, { ...about, mayHaveArrived });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EDNS')
    return new MailError('host', `The host ${host} does not exist.`, about);
  if (NO_WAY_THERE.has(originalCode) || NO_WAY_THERE.has(code))
    return new MailError('connection', `${host} takes no connection on this port.`, {
      ...about,
      mayHaveArrived,
    });
  return new MailError('protocol', `${host} does not speak like a mail server on this port.`, {
    ...about,
    mayHaveArrived,
  });
}

/** Whether a mail cannot have left: nobody was reached, or the server said no. */
function isCertainlyHere(
  { originalCode = '', timeoutType = '', responseCode = 0 }: Refusal,
  code: string,
): boolean {
  return (
    responseCode >= REFUSES_FROM ||
    BEFORE_THE_MAIL.has(timeoutType) ||
    NEVER_CONNECTED.has(originalCode) ||
    NEVER_CONNECTED.has(code)
  );
}

/** One line of the server's answer that can be shown. */
function plain(response: string): string {
  return response
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_ANSWER);
}
