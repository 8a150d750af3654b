import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

/** Addresses that the server answers itself; everything else is a route of the single-page client. */
const SERVERS_OWN =
  /^\/(api|realtime|c|team|service|team\.json|service\.json|playground|faces|brand|media|healthz|readyz|metrics)(\/|$)/;
const HASHED = /^\/assets\//;
const YEAR_SECONDS = 31_536_000;

/** Serves the built client: hashed assets for a year, and `index.html` for every page address. */
export function staticClient(folder: string): RequestHandler {
  const index = readFileSync(join(folder, 'index.html'));
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      const isHashed = HASHED.test(path.slice(folder.length));
      response.setHeader(
        'Cache-Control',
        isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
      );
    },
  });
  return (request, response, next) => {
    if (SERVERS_OWN.test(request.path) || (request.method !== 'GET' && request.method !== 'HEAD'))
      return next();
    files(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      // A missing asset is missing; answering it with a page would make a browser run HTML as a script.
      if (HASHED.test(request.path)) return next();
      response.setHeader('Cache-Control', 'no-cache');
      response.type('html').send(index);
    });
  };
}
