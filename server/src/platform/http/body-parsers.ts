import express, { type NextFunction, type RequestHandler } from 'express';
import type { VisavisRequest } from './decorators.ts';
import { asKnownError } from './known-error.ts';
import { isDeeperThan } from './json-depth.ts';

const HOOKS = /^\/api\/hooks(\/|$)/;
const HOOK_LIMIT_BYTES = 5 * 1024 * 1024;
const JSON_LIMIT_BYTES = 1024 * 1024;
const DEEPEST_JSON = 64;

/**
 * Hooks get the raw bytes, whatever type the network claims, since their signature covers exactly these; everything else
 * gets JSON or a form. Multipart is left to the few routes that take pictures.
 */
export function bodyParsers(): RequestHandler {
  const raw = express.raw({ type: () => true, limit: HOOK_LIMIT_BYTES });
  const json = express.json({ limit: JSON_LIMIT_BYTES, strict: false, verify: refuseDepth });
  const form = express.urlencoded({ limit: JSON_LIMIT_BYTES, extended: false });
  return (request: VisavisRequest, response, next) => {
    const done = translating(next);
    if (!HOOKS.test(request.path)) {
      json(request, response, (error?: unknown) => (error ? done(error) : form(request, response, done)));
      return;
    }
    raw(request, response, (error?: unknown) => {
      if (Buffer.isBuffer(request.body)) request.rawBody = request.body;
      done(error);
    });
  };
}

/** Translated here, because Nest would make the parser's message its own, and that quotes the body. */
function translating(next: NextFunction): (error?: unknown) => void {
  return (error) => next(error === undefined ? undefined : (asKnownError(error) ?? error));
}

function refuseDepth(_request: unknown, _response: unknown, body: Buffer): void {
  if (isDeeperThan(DEEPEST_JSON, body))
    throw Object.assign(new Error('too deep'), { type: 'entity.too.deep' });
}
