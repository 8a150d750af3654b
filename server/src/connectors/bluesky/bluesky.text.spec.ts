import { describe, expect, it, test } from '@jest/globals';
import { mentionsIn, textWithLinks } from './bluesky.text.ts';

/** A link facet over `part` of `text`. */
function link(text: string, part: string, uri: string) {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(part)));
  const features = [{ $type: 'app.bsky.richtext.facet#link', uri }];
  return { index: { byteStart, byteEnd: byteStart + Buffer.byteLength(part) }, features };
}

describe('the text of a post', () => {
  test.each([
    ['a shortened address', 'Siehe a.example/x/la…', 'a.example/x/la…', 'https://a.example/x/lange/strasse'],
    ['one shortened with dots', 'Siehe a.example/x/la...', 'a.example/x/la...', 'https://a.example/x/lang'],
    ['one without its www', 'Siehe a.example/x…', 'a.example/x…', 'https://www.a.example/x/y'],
  ])('has %s in full', (_name, text, part, uri) => {
    expect(textWithLinks(text, [link(text, part, uri)])).toBe(`Siehe ${uri}`);
  });

  test.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['a.example', 'https://a.example/'],
    ['www.a.example/X', 'https://a.example/X'],
  ])('stays as it is where %s says it all', (part, uri) => {
    const text = `Grüße 👋 von ${part}, gell?`;
    expect(textWithLinks(text, [link(text, part, uri)])).toBe(text);
  });

  it('shows where a link under other words leads', () => {
    const text = 'Äh, hier steht es: sparkasse.example!';
    const facets = [
      link(text, 'hier', 'https://a.example/1'),
      link(text, 'sparkasse.example', 'https://b.example'),
    ];
    expect(textWithLinks(text, facets)).toBe(
      'Äh, hier (https://a.example/1) steht es: sparkasse.example (https://b.example)!',
    );
  });

  const text = 'Für 👨‍👩‍👧‍👦 und mehr';
  const uri = 'https://a.example';
  const at = (byteStart: unknown, byteEnd: unknown, feature: unknown = { uri }) => ({
    index: { byteStart, byteEnd },
    features: [{ $type: 'app.bsky.richtext.facet#link', ...(feature as object) }],
  });
  test.each<[string, unknown]>([
    ['no list', 'x'],
    ['nothing', undefined],
    ['empty entries', [null, {}, { index: {} }, { index: { byteStart: 0, byteEnd: 1 }, features: [null] }]],
    ['beyond the end', [at(0, 5_000)]],
    ['backwards', [at(5, 2)]],
    ['below zero', [at(-3, 2)]],
    ['broken numbers', [at(0.5, 3), at('0', 3), at(0, Number.NaN)]],
    ['inside of a character', [at(2, 4)]],
    ['no web address', [at(0, 4, { uri: 'javascript:alert(1)' }), at(0, 4, { uri: 7 })]],
  ])('stays whole under facets that are %s', (_name, facets) => {
    expect(textWithLinks(text, facets)).toBe(text);
    expect(mentionsIn(facets)).toEqual([]);
  });

  it('takes the first of two links over the same words', () => {
    const facets = [at(0, 4), at(2, 6), at(0, 4, { uri: 'https://b.example' })];
    expect(textWithLinks('Hier und da', facets)).toBe('Hier (https://a.example) und da');
  });
});
