import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { linkSegments } from './linkify.ts';

const links = (text: string) =>
  linkSegments(text).flatMap((segment) => (segment.kind === 'link' ? [[segment.text, segment.href]] : []));

describe('linkSegments', () => {
  it('splits a text around its links', () => {
    expect(linkSegments('Siehe https://a.example/x?y=1#z, danke!')).toEqual([
      { kind: 'text', text: 'Siehe ' },
      { kind: 'link', text: 'https://a.example/x?y=1#z', href: 'https://a.example/x?y=1#z' },
      { kind: 'text', text: ', danke!' },
    ]);
    expect(linkSegments('')).toEqual([]);
    expect(linkSegments('nur Text')).toEqual([{ kind: 'text', text: 'nur Text' }]);
  });

  test.each([
    ['http://a.example', 'http://a.example', 'http://a.example/'],
    ['HTTPS://A.example/Pfad', 'HTTPS://A.example/Pfad', 'https://a.example/Pfad'],
    ['(https://a.example/x_(y))', 'https://a.example/x_(y)', 'https://a.example/x_(y)'],
    ['https://brücke.example/ä', 'https://brücke.example/ä', 'https://xn--brcke-lva.example/%C3%A4'],
    ['http://127.0.0.1:3000/c/X', 'http://127.0.0.1:3000/c/X', 'http://127.0.0.1:3000/c/X'],
  ])('finds the link in %j', (text, shown, href) => {
    expect(links(text)).toEqual([[shown, href]]);
  });

  test.each([
    'a.example',
    'mailto:a@b.example',
    'a@b.example',
    'ftp://a.example',
    '//a.example/x',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    '@svenja@norden.example #Netz',
  ])('leaves %j as text', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('never links to an address that hides where it leads behind a name', () => {
    for (const [, href] of links('https://bank.example@boese.example/ https://a:b@boese.example')) {
      expect(new URL(href!).hostname).not.toBe('boese.example');
    }
  });

  it('gives the text back, whatever it is', () => {
    const piece = fc.constantFrom(
      'https://',
      'a.example',
      '/x',
      ' ',
      '(',
      ')',
      '@',
      '\u202e',
      '%',
      '"',
      '<script>',
      '\n',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const segments = linkSegments(any);
        expect(segments.map((segment) => segment.text).join('')).toBe(any);
        for (const segment of segments) {
          expect(segment.text).not.toBe('');
          if (segment.kind === 'link') expect(segment.href).toMatch(/^https?:\/\/[^\s"<>]+$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes no time for 100 kB', () => {
    linkSegments('warm https://a.example');
    for (const hostile of ['http://', 'https://a.', '(', 'http://a/(', 'a@', '//', 'http:', 'www.']) {
      const text = hostile.repeat(100_000 / hostile.length);
      const startedAt = performance.now();
      linkSegments(text);
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    }
  });
});
