import { describe, expect, it, test } from '@jest/globals';
import type { ConnectorErrorKind } from '../connector-error.ts';
import { blueskyError } from './bluesky.errors.ts';

const now = new Date('2026-11-20T12:00:00Z');
const error = (status: number, body: unknown, headers = {}) => blueskyError(status, headers, body, now);

describe('what the network answers', () => {
  test.each<[number, string, string, ConnectorErrorKind, boolean]>([
    // status, name and sentence as recorded; kind; whether another session may help
    [400, 'ExpiredToken', 'Token has expired', 'auth', true],
    [400, 'ExpiredToken', 'Token has been revoked', 'auth', true],
    [400, 'InvalidToken', 'Token could not be verified', 'auth', true],
    [401, 'AuthMissing', 'Authentication Required', 'auth', true],
    [401, 'AuthenticationRequired', 'Invalid identifier or password', 'auth', true],
    [400, 'InvalidToken', 'Bad token scope', 'permission', false],
    [401, 'AuthFactorTokenRequired', 'A sign in code has been sent to your email address', 'auth', false],
    [401, 'AccountTakedown', 'Account has been taken down', 'auth', false],
    [403, 'Forbidden', '', 'permission', false],
    [400, 'BlockedActor', 'Requester has blocked actor', 'permission', false],
    [429, 'RateLimitExceeded', 'Rate Limit Exceeded', 'rateLimited', false],
    [400, 'RecordNotFound', 'Could not locate record: at://did:plc:a/app.bsky.feed.post/3a', 'gone', false],
    [400, 'InvalidRequest', 'Could not find repo: did:plc:a', 'gone', false],
    [400, 'InvalidSwap', 'Record was at bafyreiaztlaj', 'duplicate', false],
    [
      400,
      'InvalidRequest',
      'Invalid app.bsky.feed.post record: grapheme too big (maximum 300, got 301) at $.record.text',
      'tooLong',
      false,
    ],
    [
      400,
      'InvalidRequest',
      'Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes',
      'tooLong',
      false,
    ],
    [400, 'InvalidRequest', 'Invalid record key (got "nope!!") at $.rkey', 'rejected', false],
    [400, 'HandleNotFound', 'Unable to resolve handle', 'rejected', false],
    [501, 'MethodNotImplemented', 'Method Not Implemented', 'rejected', false],
    [502, 'UpstreamFailure', 'Upstream service unreachable', 'transient', false],
    [500, 'InternalServerError', 'Internal Server Error', 'transient', false],
  ])('%i %s, "%s" is %s', (status, code, message, kind, isAboutSession) => {
    const found = error(status, { error: code, message });
    expect({ kind: found.kind, isAboutSession: found.isAboutSession }).toEqual({ kind, isAboutSession });
  });

  test.each<[number, unknown, ConnectorErrorKind]>([
    [401, null, 'auth'],
    [403, '<html>', 'permission'],
    [404, { error: 7 }, 'rejected'],
    [302, null, 'rejected'],
    [413, null, 'rejected'],
    [429, null, 'rateLimited'],
    [504, [], 'transient'],
  ])('%i without a name goes by the status', (status, body, kind) => {
    expect(error(status, body)).toMatchObject({ kind });
  });
});

describe('when to call again', () => {
  const budget = { 'ratelimit-limit': '30', 'ratelimit-remaining': '0', 'ratelimit-reset': '1795176200' };

  it('is what the network says, in Unix seconds', () => {
    expect(error(429, { error: 'RateLimitExceeded' }, budget).retryAfter).toEqual(
      new Date(1_795_176_200_000),
    );
  });

  it('is not the end of the window where the trouble is another one', () => {
    expect(error(502, null, budget).retryAfter).toBeUndefined();
    expect(error(503, null, { ...budget, 'retry-after': '30' }).retryAfter).toEqual(
      new Date(now.getTime() + 30_000),
    );
  });
});

it('never repeats a token that a server quotes', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkaWQ6cGxjOmEifQ.c2lnbmF0dXJl';
  expect(error(400, { error: 'InvalidToken', message: `Bad token: ${token}` }).message).toBe('Bad token: …');
});
