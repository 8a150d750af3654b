import { ConnectorError } from '../connector-error.ts';
import type { AnswerHeaders } from '../retry-after.ts';
import { retryAfterOf } from '../retry-after.ts';
import type { CallbackAnswer } from './webhook.types.ts';

const DETAIL_LIMIT = 200;

/**
 * What an answer other than 2xx means. A refusal is final; 429 and 5xx are tried again with the same `deliveryId`,
 * to which the receiver answers the same.
 */
export function callbackError(
  status: number,
  headers: AnswerHeaders,
  body: unknown,
  now: Date,
): ConnectorError {
  const detail = `The callback answered ${status}${saidIn(body)}`;
  const retryAfter = retryAfterOf(headers, now);
  if (status === 429) return new ConnectorError('rateLimited', detail, { retryAfter });
  if (status >= 500) return new ConnectorError('transient', detail, { retryAfter });
  if (status >= 300 && status < 400) {
    return new ConnectorError('rejected', `${detail}; a callback address must answer itself, not redirect`);
  }
  return new ConnectorError('rejected', detail);
}

/** The receiver's own words, where it has some. */
function saidIn(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const { error, message } = body as CallbackAnswer;
  const nested =
    typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : undefined;
  const words = [message, error, nested].filter((one) => typeof one === 'string');
  const said = words.find((one) => one.trim() !== '');
  return said ? `: ${said.trim().slice(0, DETAIL_LIMIT)}` : '';
}
