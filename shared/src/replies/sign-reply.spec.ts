import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { signReply, signatureForm } from './sign-reply.ts';
import type { Signing } from './sign-reply.ts';

const checkUrl = 'https://brueckenfunk.example/c/7KQ2M9XW4TPBD';
const jana: Signing = {
  text: 'Die Tagesflat ist gebucht.',
  visibility: 'public',
  agent: { publicName: 'Jana', mark: 'JK' },
  locale: 'de',
  checkUrl,
  form: 'full',
};
const signed = (change: Partial<Signing> = {}) => signReply({ ...jana, ...change });

describe('signReply', () => {
  it('signs in German', () => {
    expect(signed().text).toBe(`Die Tagesflat ist gebucht.\n\n— Jana aus dem Serviceteam ^JK\n${checkUrl}`);
  });

  it('signs in English', () => {
    const priya = { publicName: 'Priya', mark: 'PN' };
    expect(signed({ locale: 'en', agent: priya, text: 'Booked.' }).text).toBe(
      `Booked.\n\n— Priya from the service team ^PN\n${checkUrl}`,
    );
  });

  test.each([
    ['de', '— Serviceteam ^JK'],
    ['en', '— Service team ^JK'],
  ] as const)('names the team and the mark for whoever is not named, in %s', (locale, byline) => {
    const unnamed = { publicName: null, mark: 'JK' };
    expect(signed({ locale, agent: unnamed }).signature).toBe(`${byline}\n${checkUrl}`);
    const once = signed({ locale, agent: unnamed });
    expect(signed({ locale, agent: unnamed, text: once.text })).toEqual(once);
  });

  it('signs with mark and link alone where characters are dear', () => {
    expect(signed({ form: 'short' })).toEqual({
      text: `Die Tagesflat ist gebucht.\n^JK ${checkUrl}`,
      signature: `^JK ${checkUrl}`,
    });
  });

  it('leaves the text alone when it is not to be signed', () => {
    expect(signed({ form: 'none' })).toEqual({ text: 'Die Tagesflat ist gebucht.', signature: '' });
  });

  test.each(['Jana K.', 'Jana K', ' Jana  K. '])('signs %j with the first name', (publicName) => {
    expect(signed({ agent: { publicName, mark: 'JK' } })).toEqual(signed());
  });

  test.each(['Jana Kö', 'K.', 'Anna-Lena'])('signs %j as it stands', (publicName) => {
    expect(signed({ agent: { publicName, mark: 'JK' } }).signature).toContain(`— ${publicName} aus`);
  });

  it('takes the mark with its sign as well', () => {
    expect(signed({ agent: { publicName: 'Jana', mark: '^JK' } })).toEqual(signed());
  });

  test.each([
    'Die Tagesflat ist gebucht. ^JK',
    'Die Tagesflat ist gebucht.\n^JK  ',
    'Die Tagesflat ist gebucht.\n\n— Jana aus dem Serviceteam ^JK',
    `Die Tagesflat ist gebucht.\n\n— Jana aus dem Serviceteam ^JK\n${checkUrl}`,
    `Die Tagesflat ist gebucht. ^JK ${checkUrl}`,
  ])('does not sign twice what the agent signed by hand: %j', (text) => {
    expect(signed({ text })).toEqual(signed());
    expect(signed({ text, form: 'short' })).toEqual(signed({ form: 'short' }));
  });

  test.each([
    'Gemeint ist 2^JK',
    'Meine Kollegin sagt: ^MO',
    'Mehr dazu von Jana aus dem Serviceteam',
    `Prüfe ${checkUrl}`,
    '^JK war schon da',
  ])('leaves what only looks like a signature: %j', (text) => {
    expect(signed({ text }).text.startsWith(`${text}\n\n— Jana`)).toBe(true);
  });

  it('is the signature alone for an empty text', () => {
    expect(signed({ text: ' \n' }).text).toBe(signed().signature);
  });

  it('ends with its signature, keeps the beginning, and stays the same when signed again', () => {
    const signing = fc.record({
      text: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('^JK', 'a ^JK ^JK', `${checkUrl} ^JK`)),
      form: fc.constantFrom('full' as const, 'short' as const),
      locale: fc.constantFrom('de' as const, 'en' as const),
      visibility: fc.constantFrom('public' as const, 'private' as const),
    });
    fc.assert(
      fc.property(signing, (change) => {
        const once = signed(change);
        expect(once.text.endsWith(once.signature)).toBe(true);
        expect(once.text).toContain(checkUrl);
        expect(signed({ ...change, text: once.text })).toEqual(once);
      }),
    );
  });
});

describe('signatureForm', () => {
  test.each([
    [280, 'short'],
    [299, 'short'],
    [300, 'full'],
    [500, 'full'],
    [null, 'full'],
  ])('with a limit of %j is %s', (limit, form) => {
    expect(signatureForm(limit)).toBe(form);
  });
});
