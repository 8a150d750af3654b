import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { DomainError } from '../platform/http/domain-error.ts';
import { sendError } from '../platform/http/error.filter.ts';
import { checkPageTexts } from './check-page.texts.ts';

const WINDOW_SECONDS = 60;
/** A whole office that opens the same reply stands behind one address. */
const ALL = 300;
const WRONG = 120;

/** Guessing one of 2^65 codes is hopeless anyway; this keeps a crowd of guesses from costing us the database. */
export function publicPageLimits(): RequestHandler[] {
  return [limited({ limit: ALL }), limited({ limit: WRONG, skipSuccessfulRequests: true })];
}

/** Whether a page answers somebody in a browser, and not a program. */
export function isForPeople(request: Request): boolean {
  return request.accepts('json', 'html') === 'html' && !request.path.endsWith('.json');
}

function limited(options: { limit: number; skipSuccessfulRequests?: boolean }): RequestHandler {
  return rateLimit({
    ...options,
    windowMs: WINDOW_SECONDS * 1_000,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request: Request, response: Response) => refuse(request, response),
  });
}

function refuse(request: Request, response: Response): void {
  const details = { retryAfterSeconds: WINDOW_SECONDS };
  if (!isForPeople(request))
    return sendError(
      response,
      new DomainError('too-many-requests', details, 'Too many requests; come back in a minute.'),
    );
  const texts = checkPageTexts(request.acceptsLanguages('de', 'en') === 'de' ? 'de' : 'en');
  response.status(429).set('Retry-After', String(WINDOW_SECONDS)).type('text').send(texts.tooMany);
}
