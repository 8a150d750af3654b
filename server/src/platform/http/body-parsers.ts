import express, { type NextFunction, type Request, type RequestHandler } from 'express';
import type { VisavisRequest } from './decorators.ts';
import { DomainError } from './domain-error.ts';
import { asKnownError } from './known-error.ts';
import { isDeeperThan } from './json-depth.ts';

const HOOKS = /^\/api\/hooks(\/|$)/;
const HOOK_LIMIT_BYTES = 5 * 1024 * 1024;
const JSON_LIMIT_BYTES = 1024 * 1024;
const DEEPEST_JSON = 64;
const TAKEN_TYPES = ['json', 'urlencoded', 'multipart'];
/** Where people without our scripts paste something. */
const CHECK_PAGE = /^\/c\/?$/;
const WRONG_TYPE = 'The body must be JSON, sent as application/json.';

/**
 * Hooks get the raw bytes, whatever type the network claims, since their signature covers exactly these; everything else
 * gets JSON or a form, the check page bare text as well. Multipart is left to the few routes that take pictures.
 */
export function bodyParsers(): RequestHandler {
  const raw = express.raw({ type: () => true, limit: HOOK_LIMIT_BYTES });
  const json = express.json({ limit: JSON_LIMIT_BYTES, strict: false, verify: refuseDepth });
  const text = express.text({ limit: JSON_LIMIT_BYTES });
  const form = express.urlencoded({ limit: JSON_LIMIT_BYTES, extended: false });
  return (request: VisavisRequest, response, next) => {
    const done = translating(next);
    if (HOOKS.test(request.path)) {
      raw(request, response, (error?: unknown) => {
        if (Buffer.isBuffer(request.body)) request.rawBody = request.body;
        done(error);
      });
    } else if (CHECK_PAGE.test(request.path) && request.is('text/plain')) {
      text(request, response, (error?: unknown) => {
        request.body = { text: request.body as unknown };
        done(error);
      });
    } else if (!isTakenType(request)) {
      next(new DomainError('unsupported-media-type', {}, WRONG_TYPE));
    } else {
      json(request, response, (error?: unknown) => (error ? done(error) : form(request, response, done)));
    }
  };
}

/** A call without a body may claim what it likes. */
function isTakenType(request: Request): boolean {
  return request.is(TAKEN_TYPES) !== false || request.headers['content-length'] === '0';
}

/** Translated here, because Nest would make the parser's message its own, and that quotes the body. */
function translating(next: NextFunction): (error?: unknown) => void {
  return (error) => next(error === undefined ? undefined : (asKnownError(error) ?? error));
}

function refuseDepth(_request: unknown, _response: unknown, body: Buffer): void {
  if (isDeeperThan(DEEPEST_JSON, body))
    throw Object.assign(new Error('too deep'), { type: 'entity.too.deep' });
}
