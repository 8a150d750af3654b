import { errorCode } from '../error-code.ts';

/** Why an outbound request has no answer. */
export type OutboundErrorKind = 'refused' | 'timeout' | 'too-large' | 'network' | 'tls';

export class OutboundError extends Error {
  override name = 'OutboundError';
  /** Whether the other side may have received and acted on the request; false when no connection came about. */
  readonly mayHaveArrived: boolean;

  constructor(
    readonly kind: OutboundErrorKind,
    message: string,
    options: { cause?: unknown; mayHaveArrived?: boolean } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.mayHaveArrived = options.mayHaveArrived ?? (kind !== 'refused' && kind !== 'tls');
  }
}

/** Causes that stand before the first byte of a request. */
const NOT_CONNECTED = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENODATA',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TIMED_OUT = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT)|HOSTNAME_MISMATCH)/;

/** Sorts what the HTTP library, the resolver or the socket threw. */
export function asOutboundError(error: unknown, host: string): OutboundError {
  if (error instanceof OutboundError) return error;
  const { cause } = error as { cause?: unknown };
  if (cause instanceof OutboundError) return cause;
  const code = errorCode(error);
  const mayHaveArrived = !NOT_CONNECTED.has(code);
  if (code === 'ABORT_ERR' || (error as Error).name === 'AbortError') {
    return new OutboundError('network', `The request to ${host} was given up.`, { cause: error });
  }
  if (TIMED_OUT.has(code))
    return new OutboundError('timeout', `${host} did not answer in time.`, { cause: error, mayHaveArrived });
  if (TLS_CODE.test(code))
    return new OutboundError('tls', `${host} offers no encrypted connection that can be trusted.`, {
      cause: error,
    });
  const sentence =
    code === 'ENOTFOUND'
      ? `The host ${host} does not exist.`
      : `${host} cannot be reached (${code || 'connection lost'}).`;
  return new OutboundError('network', sentence, { cause: error, mayHaveArrived });
}
