import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { Request, Response } from 'express';
import { Metrics } from '../health/metrics.ts';
import type { Logger } from '../logger.ts';
import { requestLog } from './request-log.middleware.ts';

function loggedPath(path: string): unknown {
  const lines: Record<string, unknown>[] = [];
  const logger = { info: (_text: string, fields: Record<string, unknown>) => lines.push(fields) };
  const response = Object.assign(new EventEmitter(), {
    setHeader: () => {},
    statusCode: 200,
    writableFinished: true,
  });
  const request = { headers: {}, method: 'GET', path };
  requestLog(logger as unknown as Logger, new Metrics())(
    request as unknown as Request,
    response as unknown as Response,
    () => {},
  );
  response.emit('close');
  return lines[0]?.['path'];
}

describe('the line of a request', () => {
  test.each([
    ['/reset/4dJx', '/reset/…'],
    ['/media/0198-a/4dJx', '/media/0198-a/…'],
  ])('keeps what lets the holder in to itself: %s', (path, logged) => {
    expect(loggedPath(path)).toBe(logged);
  });

  test.each(['/', '/media/0198-a', '/api/media/0198-a/reset/x', '/api/conversations/0198-a'])(
    'says every other path: %s',
    (path) => {
      expect(loggedPath(path)).toBe(path);
    },
  );
});
