import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { errorStatus, type ErrorCode } from '@visavis/shared/errors';
import type { Response } from 'express';
import { Logger } from '../logger.ts';
import { DomainError } from './domain-error.ts';
import { currentRequestId } from './request-context.ts';

/** What Express and its body parsers throw: an Error with a status. */
interface HttpLikeError {
  status: number;
  type?: string;
}

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  422: 'invalid',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** SQLSTATE classes that mean that the database is away or stopping, not that we asked it something wrong. */
const DATABASE_AWAY = /^(08|57P0|53)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** The one form of every error: `{ error: { code, message, details } }`. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendError(response, this.refusalOf(error));
  }

  private refusalOf(error: unknown): DomainError {
    const known = knownError(error);
    if (known !== null) return known;
    this.logger.error('A request failed.', { err: error });
    if (isDatabaseAway(error))
      return new DomainError('unavailable', {}, 'The database is away; nothing was changed.');
    return new DomainError(
      'internal',
      { requestId: currentRequestId() },
      'Something went wrong on our side.',
    );
  }
}

/** Writes a refusal as the API's error form, also from a place that Nest does not guard. */
export function sendError(response: Response, error: DomainError): void {
  const { retryAfterSeconds } = error.details;
  if (typeof retryAfterSeconds === 'number')
    response.setHeader('Retry-After', Math.max(1, Math.ceil(retryAfterSeconds)));
  response
    .status(error.status)
    .json({ error: { code: error.code, message: error.message, details: error.details } });
}

/** @returns null for what is our own fault */
export function knownError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error.message);
  if (isHttpLike(error)) return ofStatus(error.status, sentenceOf(error));
  return null;
}

function ofStatus(status: number, message: string): DomainError | null {
  if (status >= 500 && status !== 503) return null;
  const code = CODE_OF_STATUS[status] ?? (status < 500 ? 'malformed' : 'internal');
  return errorStatus[code] >= 500 && code !== 'unavailable' ? null : new DomainError(code, {}, message);
}

function isHttpLike(error: unknown): error is HttpLikeError {
  if (!(error instanceof Error)) return false;
  const { status } = error as Partial<HttpLikeError>;
  return typeof status === 'number' && status >= 400 && status < 500;
}

/** The parsers' own messages quote the body; ours do not. */
function sentenceOf({ status, type }: HttpLikeError): string {
  if (status === 413) return 'The body is larger than this address takes.';
  if (status === 415) return 'The body is in an encoding that is not taken here.';
  if (type === 'entity.parse.failed') return 'The body is not JSON.';
  return 'The request cannot be read.';
}

function isDatabaseAway(error: unknown): boolean {
  const { code, driverError, message } = error as {
    code?: unknown;
    driverError?: { code?: unknown };
    message?: unknown;
  };
  const state = String(driverError?.code ?? code ?? '');
  return (
    DATABASE_AWAY.test(state) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(String(message))
  );
}
