import express, { type RequestHandler } from 'express';
import type { VisavisRequest } from './decorators.ts';

const HOOKS = '/api/hooks';
const HOOK_LIMIT_BYTES = 5 * 1024 * 1024;
const JSON_LIMIT_BYTES = 1024 * 1024;

/**
 * Hooks get the raw bytes, whatever type the network claims, since their signature covers exactly these; everything else
 * gets JSON or a form. Multipart is left to the few routes that take pictures.
 */
export function bodyParsers(): RequestHandler[] {
  const raw = express.raw({ type: () => true, limit: HOOK_LIMIT_BYTES });
  const json = express.json({ limit: JSON_LIMIT_BYTES, strict: false });
  const form = express.urlencoded({ limit: JSON_LIMIT_BYTES, extended: false });
  const isHook = (path: string) => path === HOOKS || path.startsWith(`${HOOKS}/`);
  return [
    (request: VisavisRequest, response, next) => {
      if (!isHook(request.path)) return next();
      raw(request, response, (error?: unknown) => {
        if (Buffer.isBuffer(request.body)) request.rawBody = request.body;
        next(error);
      });
    },
    (request, response, next) => (isHook(request.path) ? next() : json(request, response, next)),
    (request, response, next) => (isHook(request.path) ? next() : form(request, response, next)),
  ];
}
