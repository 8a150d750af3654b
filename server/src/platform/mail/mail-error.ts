import type { MailFault } from '@visavis/shared/api/organisation';
import { errorCode } from '../error-code.ts';

/** Why a mail did not leave. */
export class MailError extends Error {
  override name = 'MailError';
  /** What the mail server said itself, in its own words; null when it said nothing. */
  readonly serverSays: string | null;
  /** Whether the same mail to the same person will be refused again: no use in trying later. */
  readonly isLasting: boolean;

  constructor(
    readonly kind: MailFault,
    detail: string,
    { serverSays = null, isLasting = false, cause }: MailErrorOptions = {},
  ) {
    super(detail, cause === undefined ? {} : { cause });
    this.serverSays = serverSays;
    this.isLasting = isLasting;
  }
}

interface MailErrorOptions {
  serverSays?: string | null;
  isLasting?: boolean;
  cause?: unknown;
}

/** What the mail library adds to its errors, as far as it is read here. */
interface Refusal {
  command?: string;
  response?: string;
  responseCode?: number;
  permanent?: boolean;
  originalCode?: string;
}

const LONGEST_ANSWER = 300;
/** RFC 4954, section 6: authentication required. */
const LOGIN_NEEDED = 530;
const TLS_CODE = /^(ETLS|ERR_TLS|ERR_SSL|EPROTO$|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;
const NO_WAY_THERE = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ECONNRESET',
  'EPIPE',
]);

/** Sorts what the mail library, the resolver or the socket threw, by what an administrator can do about it. */
export function asMailError(error: unknown, host: string): MailError {
  if (error instanceof MailError) return error;
  const code = errorCode(error);
  const { command = '', response, responseCode, permanent = false, originalCode = '' } = error as Refusal;
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
    return new MailError('timeout', `${host} did not answer in time.`, about);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EDNS')
    return new MailError('host', `The host ${host} does not exist.`, about);
  if (NO_WAY_THERE.has(originalCode) || NO_WAY_THERE.has(code))
    return new MailError('connection', `${host} takes no connection on this port.`, about);
  return new MailError('protocol', `${host} does not speak like a mail server on this port.`, about);
}

/** One line of the server's answer that can be shown. */
function plain(response: string): string {
  return response
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_ANSWER);
}
