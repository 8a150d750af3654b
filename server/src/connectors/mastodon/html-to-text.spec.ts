import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { linkSegments } from '@visavis/shared/text/linkify';
import { escapeHtml } from '../../platform/http/html.ts';
import { htmlToText } from './html-to-text.ts';

const mention = (href: string, name: string) =>
  `<span class="h-card"><a href="${href}" class="u-url mention">@<span>${name}</span></a></span>`;

describe('the text of a post', () => {
  test.each([
    ['', ''],
    ['ohne Absatz', 'ohne Absatz'],
    ['<p>eins</p><p>zwei</p>', 'eins\n\nzwei'],
    ['<p>eins</p>\n<p>zwei</p>\n', 'eins\n\nzwei'],
    ['<p>eins<br>zwei<br/>drei</p>', 'eins\nzwei\ndrei'],
    ['<p>eins<br><br>zwei</p>', 'eins\n\nzwei'],
    ['<p>eine\n  Zeile</p>', 'eine Zeile'],
    ['<p>Tarif  A</p>', 'Tarif  A'],
    ['<p>&lt;b&gt; &amp;amp; &quot;&#39;&nbsp;&euro; &#x1F600;</p>', '<b> &amp; "\'\u00a0€ 😀'],
    ['<p><strong>Bitte</strong> <em>schnell</em></p>', 'Bitte schnell'],
    ['<h2>Titel</h2><div>a</div><div>b</div>', 'Titel\n\na\nb'],
    [
      '<p>Erst</p><ul><li>Router aus</li><li>Router an</li></ul><p>Dann</p>',
      'Erst\n\n• Router aus\n• Router an\n\nDann',
    ],
    ['<ol><li>eins</li><li>zwei<ul><li>tiefer</li></ul></li></ol>', '1. eins\n2. zwei\n  • tiefer'],
    ['<blockquote><p>Ihr sagt</p><p>gleich</p></blockquote><p>Nein.</p>', '> Ihr sagt\n>\n> gleich\n\nNein.'],
    ['<pre>a\n  b</pre>', 'a\n  b'],
    ['<p>:blobcat: <img class="emoji" alt=":blob:" src="https://x.example/b.png"></p>', ':blobcat: :blob:'],
    ['<p>offen', 'offen'],
    ['</p></div>zu', 'zu'],
  ])('of %j is %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test.each([
    [
      'shortened by the server',
      '<a href="https://karten.example/gestoert/kiel?zoom=12"><span class="invisible">https://</span><span class="ellipsis">karten.example/gesto</span><span class="invisible">ert/kiel?zoom=12</span></a>',
      'https://karten.example/gestoert/kiel?zoom=12',
    ],
    [
      'shortened for good',
      '<a href="https://karten.example/gestoert">karten.example/ges…</a>',
      'https://karten.example/gestoert',
    ],
    [
      'without its protocol',
      '<a href="https://www.karten.example/">karten.example</a>',
      'https://www.karten.example/',
    ],
    [
      'with umlauts',
      '<a href="https://xn--brcke-lva.example/%C3%A4">https://brücke.example/ä</a>',
      'https://brücke.example/ä',
    ],
    [
      'in words',
      '<a href="https://karten.example/x">unsere Karte</a>',
      'unsere Karte (https://karten.example/x)',
    ],
    [
      'that says another address',
      '<a href="https://boese.example/">https://bank.example</a>',
      'https://bank.example (https://boese.example/)',
    ],
    ['around a picture', '<a href="https://karten.example/x"><img src="x"></a>', 'https://karten.example/x'],
    ['to a script', '<a href="javascript:alert(1)">hier</a>', 'hier'],
    ['to a mail address', '<a href="mailto:a@b.example">a@b.example</a>', 'a@b.example'],
    ['to nowhere', '<a>hier</a>', 'hier'],
  ])('shows a link %s whole', (_name, html, text) => {
    expect(htmlToText(`<p>${html}</p>`)).toBe(text);
  });

  it('names people with their server, by the list of mentions where there is one', () => {
    const handles = new Map([['https://web.norden.example/@ines', '@ines@norden.example']]);
    expect(htmlToText(mention('https://web.norden.example/@ines', 'ines'), handles)).toBe(
      '@ines@norden.example',
    );
    expect(htmlToText(mention('https://norden.example/@ines', 'ines'))).toBe('@ines@norden.example');
    expect(htmlToText(mention('https://boese.example/@x', 'bank'))).toBe('@bank@boese.example');
    expect(
      htmlToText('<a href="https://norden.example/@ines">https://norden.example/@ines</a>', handles),
    ).toBe('https://norden.example/@ines');
  });

  it('keeps hashtags as they are written', () => {
    const html = '<a href="https://x.example/tags/netz" class="mention hashtag">#<span>Netz</span></a>';
    expect(htmlToText(html)).toBe('#Netz');
  });

  it.each(['script', 'style', 'template', 'svg', 'iframe', 'title', 'noscript', 'math', 'xmp', 'textarea'])(
    'leaves out what is in <%s>',
    (tag) => {
      expect(htmlToText(`<p>vor<${tag}>alert(1)</${tag}>nach</p>`)).toBe('vornach');
    },
  );

  it('never lets markup become markup again, whatever comes', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&lt;',
      '&#60;',
      '<p>',
      '</p>',
      '<a href="javascript:x">',
      '<a href="https://a.example">',
      '</a>',
      '<img src=x onerror=alert(1)>',
      '<svg>',
      '<script>',
      '<!--',
      '<![CDATA[',
      '\n',
      '\0',
      'x',
    );
    const html = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(html, (any) => {
        const text = htmlToText(any);
        const tags: string[] = [];
        new Parser({ onopentag: (name) => tags.push(name) }).end(escapeHtml(text));
        expect(tags).toEqual([]);
        for (const segment of linkSegments(text))
          if (segment.kind === 'link') expect(segment.href).toMatch(/^https?:\/\//);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    '<a href="https://a.example">',
    '<blockquote>',
    '<ul><li>',
    '<p>',
    '&lt;',
    '</a>',
    ' ',
    '\n ',
    'a<p>',
    'a<br>',
    '<ul><li>a',
    '<a href="https://a.example">a',
  ])('takes no time for a megabyte of %s', (piece) => {
    const startedAt = performance.now();
    htmlToText(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
