import { describe, expect, it, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { ConnectorErrorKind } from '../connector-error.ts';
import { mastodonError } from './mastodon.errors.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const error401 = fixture('error-401');
const error403 = fixture('error-403-scope');
const error422 = fixture('error-422-too-long');
const error429 = fixture('error-429');

const NOW = new Date('2026-11-20T12:00:00.000Z');
const HTML = '<!DOCTYPE html><title>Error</title><h1>Something is wrong</h1>';

function errorOf(status: number, body: unknown, phase: 'read' | 'send' = 'send', headers = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return mastodonError({ status, headers, body: text }, phase, NOW);
}

const said = (error: string) => ({ error });

describe('what a server says no with', () => {
  test.each<[number, unknown, ConnectorErrorKind, ConnectorErrorKind]>([
    [401, error401, 'auth', 'auth'],
    [401, HTML, 'auth', 'auth'],
    [403, error403, 'permission', 'permission'],
    [403, said('This action is not allowed'), 'permission', 'permission'],
    [404, said('Record not found'), 'gone', 'gone'],
    [404, HTML, 'gone', 'gone'],
    [410, said('Gone'), 'gone', 'gone'],
    [422, said('The post you are trying to reply to does not appear to exist.'), 'gone', 'gone'],
    [400, said('Cannot reply to a deleted status'), 'gone', 'gone'],
    [422, error422, 'tooLong', 'tooLong'],
    [422, said('The status is over the character limit'), 'tooLong', 'tooLong'],
    [
      400,
      said('Bad Request: status too long, 6000 characters provided but limit is 5000'),
      'tooLong',
      'tooLong',
    ],
    [422, said("Validation failed: Text can't be blank"), 'rejected', 'rejected'],
    [422, HTML, 'rejected', 'rejected'],
    [400, '', 'rejected', 'rejected'],
    [413, HTML, 'rejected', 'rejected'],
    [302, '', 'rejected', 'rejected'],
    [429, error429, 'rateLimited', 'rateLimited'],
    [429, HTML, 'rateLimited', 'rateLimited'],
    [408, '', 'transient', 'transient'],
    [503, said('Service Unavailable'), 'transient', 'transient'],
    [500, said('Remote data could not be fetched'), 'transient', 'unknown'],
    [502, HTML, 'transient', 'unknown'],
    [504, '', 'transient', 'unknown'],
  ])('%i %j is %s when read, %s when sent', (status, body, whenRead, whenSent) => {
    expect([errorOf(status, body, 'read').kind, errorOf(status, body, 'send').kind]).toEqual([
      whenRead,
      whenSent,
    ]);
  });

  test.each([
    ['Retry-After in seconds', { 'retry-after': '30' }, '2026-11-20T12:00:30.000Z'],
    ['Retry-After as a date', { 'retry-after': 'Fri, 20 Nov 2026 12:02:00 GMT' }, '2026-11-20T12:02:00.000Z'],
    [
      'an instant, as Mastodon does',
      { 'x-ratelimit-reset': '2026-11-20T12:05:00.123456Z' },
      '2026-11-20T12:05:00.123Z',
    ],
    ['Unix seconds, as GoToSocial does', { 'x-ratelimit-reset': '1795176060' }, '2026-11-20T12:01:00.000Z'],
    ['nothing', {}, undefined],
  ])('waits as long as the server says with %s', (_name, headers, expected) => {
    expect(errorOf(429, error429, 'read', headers).retryAfter?.toISOString()).toBe(expected);
    expect(errorOf(503, '', 'read', headers).retryAfter?.toISOString()).toBe(expected);
  });

  it('repeats the words of the server, but no page of HTML', () => {
    expect(errorOf(422, error422).message).toBe('Validation failed: Text character limit of 500 exceeded');
    expect(errorOf(502, HTML).message).toBe('The instance answered 502');
    expect(errorOf(403, { error: 'x', error_description: 'y' }).message).toBe('x: y');
    expect(errorOf(400, said('z'.repeat(9_000))).message.length).toBeLessThanOrEqual(300);
    expect(errorOf(301, '', 'read', { location: 'https://new.example/' }).message).toContain(
      'https://new.example/',
    );
  });
});
