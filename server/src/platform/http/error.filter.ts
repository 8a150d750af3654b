import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { errorCode } from '../error-code.ts';
import { Logger } from '../logger.ts';
import { DomainError } from './domain-error.ts';
import { asKnownError } from './known-error.ts';
import { currentRequestId } from './request-context.ts';

/** SQLSTATE classes that mean that the database is away or stopping, not that we asked it something wrong. */
const DATABASE_AWAY = /^(08|57P0|53)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** Enough for a failover, and short enough that nobody notices. */
const AWAY_SECONDS = 2;

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
    this.answer(this.refusalOf(error), host);
  }

  protected answer(refusal: DomainError, host: ArgumentsHost): void {
    sendError(host.switchToHttp().getResponse<Response>(), refusal);
  }

  private refusalOf(error: unknown): DomainError {
    const known = asKnownError(error);
    if (known !== null) return known;
    this.logger.error('A request failed.', { err: error });
    if (isDatabaseAway(error))
      // Not that nothing was changed: a connection may break between a commit and the word of it.
      return new DomainError(
        'unavailable',
        { retryAfterSeconds: AWAY_SECONDS },
        'The database is away at the moment; make the same call again.',
      );
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

function isDatabaseAway(error: unknown): boolean {
  if (DATABASE_AWAY.test(errorCode(error))) return true;
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}
