import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../health/metrics.ts';
import { inRequest } from './request-context.ts';

const ACCEPTABLE_ID = /^[\w-]{8,64}$/;
/** Links that let in whoever has them: to choose a new password, to see a picture. */
const SECRET_IN_PATH = /^(\/reset\/|\/media\/[^/]+\/)[^/]+/i;

/**
 * Gives every request an id, returns it as `X-Request-Id`, and logs one line when it is answered: method, path, status,
 * duration. Not the query, which holds what people search for, no link that lets its holder in, and never a body.
 */
export function requestLog(logger: Logger, metrics: Metrics): RequestHandler {
  const durations = metrics.histogram('http_request_duration_seconds', 'Time to answer HTTP requests.', [
    'method',
    'status',
  ]);
  return (request: Request, response: Response, next: NextFunction) => {
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && ACCEPTABLE_ID.test(given) ? given : randomUUID();
    const startedAt = performance.now();
    response.setHeader('X-Request-Id', id);
    response.once('close', () => {
      const milliseconds = performance.now() - startedAt;
      durations.observe(
        { method: request.method, status: String(response.statusCode) },
        milliseconds / 1_000,
      );
      logger.info('Answered.', {
        requestId: id,
        method: request.method,
        path: request.path.replace(SECRET_IN_PATH, '$1…'),
        status: response.statusCode,
        isAborted: !response.writableFinished,
        milliseconds: Math.round(milliseconds),
      });
    });
    inRequest(id, next);
  };
}
