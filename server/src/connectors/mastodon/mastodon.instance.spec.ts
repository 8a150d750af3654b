import { describe, expect, it, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { instanceFacts } from './mastodon.instance.ts';
import { linksOf } from './mastodon.links.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const pleroma = fixture('instance-pleroma');

const URL_OF = 'https://www.social.example';

describe('what an instance says about itself', () => {
  it('is read from version 2', () => {
    const body = {
      domain: 'social.example',
      version: '4.5.2',
      api_versions: { mastodon: 7 },
      configuration: {
        urls: { streaming: 'wss://streaming.social.example/' },
        statuses: { max_characters: 640, characters_reserved_per_url: 25 },
        media_attachments: { description_limit: 1000 },
      },
    };
    expect(instanceFacts(body, URL_OF)).toEqual({
      version: '4.5.2',
      isPleroma: false,
      domain: 'social.example',
      hasQuotes: true,
      textLimit: 640,
      reservedPerUrl: 25,
      altLimit: 1000,
      streamingUrl: 'https://streaming.social.example',
    });
  });

  it('is read from version 1 as Pleroma and Akkoma have it', () => {
    expect(instanceFacts(pleroma, 'https://pleroma.example')).toMatchObject({
      isPleroma: true,
      domain: 'pleroma.example',
      hasQuotes: false,
      textLimit: 5000,
      reservedPerUrl: null,
      streamingUrl: 'https://pleroma.example',
    });
  });

  it.each([null, 'x', [], {}, { configuration: 7, urls: [] }])('may be %j', (body) => {
    expect(instanceFacts(body, URL_OF)).toMatchObject({
      domain: 'www.social.example',
      textLimit: null,
      streamingUrl: null,
    });
  });

  test.each([
    ['4.4.9', false],
    ['4.5.0', true],
    ['4.5.0-rc.1', true],
    ['5.0.0', true],
    ['4.10.1', true],
    ['2.7.2 (compatible; Pleroma 2.9.0)', false],
    ['0.20.1+git-abcdef0', false],
    ['', false],
  ])('%s has quotes: %s', (version, expected) => {
    expect(instanceFacts({ version }, URL_OF).hasQuotes).toBe(expected);
  });

  test.each([
    ['wss://s.example', 'https://s.example'],
    ['ws://s.example', null],
    ['ftp://s.example', null],
    ['nonsense', null],
  ])('a stream at %s is used as %s by an encrypted instance', (streaming, expected) => {
    expect(instanceFacts({ configuration: { urls: { streaming } } }, URL_OF).streamingUrl).toBe(expected);
  });
});

describe('the Link header', () => {
  const next = '<https://social.example/api/v1/notifications?limit=2&max_id=34>; rel="next"';
  const previous = '<https://social.example/api/v1/notifications?min_id=99>; rel="prev"';

  test.each([
    [undefined, { isGiven: false, older: null }],
    ['', { isGiven: false, older: null }],
    [`${next}, ${previous}`, { isGiven: true, older: '34' }],
    [`${previous}, ${next}`, { isGiven: true, older: '34' }],
    [previous, { isGiven: true, older: null }],
    [
      '<https://social.example/x?max_id=2026-11-20T12%3A00%3A00Z%2Fmention%2F1>; rel=next',
      { isGiven: true, older: '2026-11-20T12:00:00Z/mention/1' },
    ],
    ['<https://boese.example/x>; rel="next"', { isGiven: true, older: null }],
    ['<<<;;;rel="next"', { isGiven: true, older: null }],
  ])('%j', (header, expected) => {
    expect(linksOf(header)).toEqual(expected);
  });
});
