import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { loadTextMeasure } from './measure-text.ts';
import type { MeasureOptions } from './measure-text.ts';

async function measured(network: string, text: string, options?: MeasureOptions) {
  const measure = await loadTextMeasure(network);
  return measure!(text, options);
}

const family = '👨‍👩‍👧‍👦';
const lengthOf = async (network: string, text: string, options?: MeasureOptions) =>
  (await measured(network, text, options)).length;

describe('X', () => {
  test.each([
    ['', 0],
    ['Grüße aus Köln, ß – „hier“', 26],
    ['€ … →', 8],
    [`Grüße ${family} 🇩🇪`, 11],
    ['👍🏽', 2],
    ['1️⃣', 2],
    ['e\u0301', 1],
    ['日本語', 6],
    ['Siehe https://www.example.com/very/long/path?with=query#and-more', 29],
    ['Siehe telekom.de', 29],
    ['nicht@telekom.de', 16],
  ])('weighs %j as %i', async (text, length) => {
    expect(await lengthOf('x', text)).toBe(length);
  });

  it('takes 280 and no more', async () => {
    expect(await measured('x', 'a'.repeat(280))).toEqual({ length: 280, limit: 280, fits: true });
    expect(await measured('x', 'a'.repeat(281))).toEqual({ length: 281, limit: 280, fits: false });
    expect(await measured('x', '日'.repeat(141))).toEqual({ length: 282, limit: 280, fits: false });
  });

  it('weighs a long text as the sum of its parts', async () => {
    const line = `Grüße ${family} https://www.example.com/path e\u0301 €\n`;
    const weight = await lengthOf('x', line);
    expect(await lengthOf('x', line.repeat(200))).toBe(weight * 200);
  });

  it('never weighs a word too little because it is long', async () => {
    expect(await lengthOf('x', `${'ü'.repeat(2000)} ${'日'.repeat(2000)}`)).toBe(6001);
  });
});

describe('Bluesky', () => {
  it('takes 300 graphemes', async () => {
    expect(await measured('bluesky', '🇩🇪'.repeat(300))).toMatchObject({
      length: 300,
      limit: 300,
      fits: true,
    });
    expect(await measured('bluesky', 'ü'.repeat(301))).toMatchObject({ length: 301, fits: false });
  });

  it('takes 3000 bytes, however few graphemes they make', async () => {
    const families = family.repeat(121);
    expect(await measured('bluesky', families)).toEqual({
      length: 121,
      limit: 300,
      fits: false,
      bytes: 3025,
      byteLimit: 3000,
    });
    expect(await measured('bluesky', family.repeat(120))).toMatchObject({ bytes: 3000, fits: true });
  });

  it('shortens no link', async () => {
    expect(await lengthOf('bluesky', 'https://brueckenfunk.example/c/7KQ2M9XW4TPBD')).toBe(44);
  });
});

describe('Mastodon', () => {
  test.each([
    ['Grüße', 5],
    [family, 1],
    ['https://norden.example/a/very/long/path/that/goes/on?and=on', 23],
    ['http://a.de', 23],
    ['(https://norden.example/path)', 25],
    ['https://norden.example/a_(b)', 23],
    ['https://norden.example/path. Danke!', 31],
    ['https://norden.example/x, http://a.de!', 49],
    ['norden.example', 14],
    ['ftp://norden.example', 20],
    ['xhttps://norden.example/path', 28],
    ['https://', 8],
    ['@svenja@norden.example hallo', 13],
    ['@svenja_a.b@norden.example', 11],
    ['@svenja', 7],
    ['mail@norden.example', 19],
    ['https://norden.example/@svenja@hafen.example', 23],
    ['@a@norden.example @b@hafen.example', 5],
  ])('counts %j as %i', async (text, length) => {
    expect(await lengthOf('mastodon', text)).toBe(length);
  });

  it('counts the content warning, its links in full', async () => {
    expect(await lengthOf('mastodon', 'Text', { spoiler: 'Störung' })).toBe(11);
    expect(await lengthOf('mastodon', '', { spoiler: 'https://norden.example/path' })).toBe(27);
  });

  it('goes by the limits of the instance', async () => {
    expect(await measured('mastodon', 'a'.repeat(501))).toEqual({ length: 501, limit: 500, fits: false });
    expect(await measured('mastodon', 'a'.repeat(501), { limit: 5000 })).toEqual({
      length: 501,
      limit: 5000,
      fits: true,
    });
    expect(await lengthOf('mastodon', 'https://norden.example/path', { reservedPerUrl: 30 })).toBe(30);
  });
});

describe('other networks', () => {
  test.each([
    ['googleBusiness', 'ü', 2, 4096],
    ['google-business', 'ü€', 5, 4096],
    ['wordpress', 'ü', 2, 65_525],
    ['telegram', '👍', 2, 4096],
    ['whatsapp', '👍', 2, 4096],
    ['facebook', '👍', 2, 8000],
    ['instagram', 'ü', 1, 2200],
    ['youtube', 'ü', 1, 10_000],
    ['googlePlay', 'ü', 1, 350],
    ['app-store', 'ü', 1, 5970],
    ['linkedin', 'ü', 1, 1250],
    ['reddit', 'ü', 1, 10_000],
    ['discourse', 'ü', 1, 32_000],
    ['playground', family, 1, 500],
  ])('%s counts %j as %i of %i', async (network, text, length, limit) => {
    expect(await measured(network, text)).toEqual({ length, limit, fits: true });
  });

  it('fit when the limit is reached, and not beyond', async () => {
    expect(await measured('googleBusiness', 'ü'.repeat(2048))).toMatchObject({ length: 4096, fits: true });
    expect(await measured('googleBusiness', `${'ü'.repeat(2048)}.`)).toMatchObject({
      length: 4097,
      fits: false,
    });
  });

  it('know no limit at the webhook, unless somebody names one', async () => {
    expect(await measured('webhook', 'a'.repeat(100_000))).toEqual({
      length: 100_000,
      limit: null,
      fits: true,
    });
    expect(await measured('webhook', `${family}a`, { limit: 1 })).toEqual({
      length: 2,
      limit: 1,
      fits: false,
    });
  });

  it.each(['myspace', '', 'constructor', '__proto__'])('knows no network %j', async (network) => {
    expect(await loadTextMeasure(network)).toBeNull();
  });
});

describe('any text', () => {
  const networks = ['x', 'bluesky', 'mastodon', 'webhook', 'googleBusiness', 'telegram'];

  it('is measured, whatever it is', async () => {
    const measures = await Promise.all(networks.map(loadTextMeasure));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        for (const measure of measures) {
          const { length, fits } = measure!(text, { limit: 20 });
          expect(Number.isInteger(length) && length >= 0).toBe(true);
          if (fits) expect(length).toBeLessThanOrEqual(20);
        }
      }),
    );
  });

  it.each(networks)('of 100 kB takes %s no time', async (network) => {
    const measure = await loadTextMeasure(network);
    measure!('warm');
    for (const hostile of [
      'a.',
      '@a',
      '@a@a.',
      'http://',
      '(',
      'http://a(',
      '\u0301',
      '🇩🇪',
      'wort ',
      'a'.repeat(999) + ' ',
    ]) {
      const text = hostile.repeat(Math.ceil(100_000 / hostile.length));
      const startedAt = performance.now();
      measure!(text);
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    }
  });
});
