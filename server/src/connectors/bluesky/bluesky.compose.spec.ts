import { describe, expect, it } from '@jest/globals';
import { composePost, detectFacets, handlesIn, withIdentifiers } from './bluesky.compose.ts';
import type { Facet } from './bluesky.types.ts';

const TEXT =
  'Grüße 👨‍👩‍👧‍👦 @svenja.test, die Störung in Köln ist behoben: https://status.example/köln?a=1. #Kiel\n\n' +
  '— Jana aus dem Serviceteam ^JK https://care.example/c/7KQ2M9XW4RTHB';

/** The bytes of each facet, as text again. */
function marked(text: string, facets: readonly Facet[]): [string, unknown][] {
  const bytes = Buffer.from(text);
  return facets.map(({ index, features }) => {
    const [feature] = features;
    return [
      bytes.toString('utf8', index.byteStart, index.byteEnd),
      feature?.['uri'] ?? feature?.['did'] ?? feature?.['tag'],
    ];
  });
}

describe('links, tags and mentions of a reply', () => {
  it('are marked by bytes, the check link among them', async () => {
    const facets = await detectFacets(TEXT);
    expect(marked(TEXT, facets)).toEqual(
      expect.arrayContaining([
        ['@svenja.test', 'svenja.test'],
        ['https://status.example/köln?a=1', 'https://status.example/köln?a=1'],
        ['https://care.example/c/7KQ2M9XW4RTHB', 'https://care.example/c/7KQ2M9XW4RTHB'],
        ['#Kiel', 'Kiel'],
      ]),
    );
    expect(facets).toHaveLength(4);
  });

  it('name accounts by their identifiers, and leave unknown handles as text', async () => {
    const text = '@svenja.test und @niemand.test';
    const facets = await detectFacets(text);
    expect(handlesIn(facets)).toEqual(['svenja.test', 'niemand.test']);
    const dids = new Map([['svenja.test', 'did:plc:svenja']]);
    expect(marked(text, withIdentifiers(facets, dids))).toEqual([['@svenja.test', 'did:plc:svenja']]);
  });

  it('are none in a plain text', async () => {
    expect(await detectFacets('Ja, 5 > 3 und 1.000 €.')).toEqual([]);
  });
});

describe('the record of a reply', () => {
  const thread = { root: { uri: 'at://a', cid: 'a' }, parent: { uri: 'at://b', cid: 'b' } };
  const reply = { text: 'Ja.', language: 'de', firstAttemptedAt: new Date('2026-11-20T12:00:00Z') };

  it('carries only what there is', () => {
    expect(composePost({ ...reply, language: undefined }, { thread, facets: [], images: [] })).toEqual({
      $type: 'app.bsky.feed.post',
      text: 'Ja.',
      createdAt: '2026-11-20T12:00:00.000Z',
      reply: thread,
    });
  });

  it('carries language, facets and pictures', async () => {
    const facets = await detectFacets('https://a.example');
    const image = { $type: 'blob' as const, ref: { $link: 'cid' }, mimeType: 'image/png', size: 7 };
    const images = [{ alt: 'Karte', image, aspectRatio: { width: 4, height: 3 } }];
    expect(composePost(reply, { thread, facets, images })).toMatchObject({
      langs: ['de'],
      facets,
      embed: { $type: 'app.bsky.embed.images', images },
    });
  });
});
