import { describe, expect, it, test } from '@jest/globals';
import type { OutboundReply } from '../connector.ts';
import { composeEdit, composeStatus, composeText, isSameText } from './mastodon.compose.ts';

type Target = OutboundReply['inReplyTo'];

const TARGET: Target = {
  externalId: '42',
  rootExternalId: '40',
  visibility: 'public',
  author: { externalId: 'https://norden.example/@ines', name: 'Inés', handle: '@ines@norden.example' },
  replyContext: { visibility: 'public', mention: '@ines@norden.example', isLocal: false },
};

function reply(changes: Partial<OutboundReply> = {}, target: Partial<Target> = {}): OutboundReply {
  return {
    deliveryId: 'd-1',
    recordKey: 'k-1',
    visibility: 'public',
    text: 'Gegen 15 Uhr.\n\n— Jana aus dem Serviceteam ^JK\nhttps://care.example/c/7KQ2M9XW4RTHB',
    signature: '— Jana aus dem Serviceteam ^JK\nhttps://care.example/c/7KQ2M9XW4RTHB',
    checkUrl: 'https://care.example/c/7KQ2M9XW4RTHB',
    language: 'de-DE',
    inReplyTo: { ...TARGET, ...target },
    media: [],
    agent: { name: 'Jana K.', mark: 'JK', avatarUrl: 'https://care.example/faces/1/1/256.webp' },
    firstAttemptedAt: new Date('2026-11-20T12:00:00Z'),
    ...changes,
  };
}

describe('the mention in front of a reply', () => {
  test.each([
    ['Gegen 15 Uhr.', '@ines@norden.example Gegen 15 Uhr.'],
    ['', '@ines@norden.example'],
    ['@ines@norden.example Gegen 15 Uhr.', '@ines@norden.example Gegen 15 Uhr.'],
    ['Hallo @Ines@Norden.example, gegen 15 Uhr.', 'Hallo @Ines@Norden.example, gegen 15 Uhr.'],
    ['Hallo @ines@norden.example.', 'Hallo @ines@norden.example.'],
    ['@ines Gegen 15 Uhr.', '@ines@norden.example @ines Gegen 15 Uhr.'],
    ['@ines@norden.example.org', '@ines@norden.example @ines@norden.example.org'],
    [
      'https://norden.example/@ines@norden.example',
      '@ines@norden.example https://norden.example/@ines@norden.example',
    ],
    ['jana@ines@norden.example', '@ines@norden.example jana@ines@norden.example'],
  ])('makes of %j %j', (text, expected) => {
    expect(composeText(text, TARGET)).toBe(expected);
    expect(composeText(expected, TARGET)).toBe(expected);
  });

  it('may be short for an account of our own instance', () => {
    const local = { ...TARGET, replyContext: { mention: '@oliver@social.example', isLocal: true } };
    expect(composeText('@oliver Gern.', local)).toBe('@oliver Gern.');
    expect(composeText('@oliv Gern.', local)).toBe('@oliver@social.example @oliv Gern.');
  });

  it.each([
    ['a sentence', '@ines@norden.example @boss@bank.example'],
    ['a link', 'https://norden.example/@ines'],
    ['a line break', '@ines\n@boss@bank.example'],
    ['nothing of the kind', 42],
  ])('is left out when the network gives %s for a handle', (_name, mention) => {
    expect(composeText('Gern.', { ...TARGET, replyContext: { mention } })).toBe('Gern.');
  });

  it('comes from the author where nothing else is known', () => {
    expect(composeText('Gern.', { ...TARGET, replyContext: {} })).toBe('@ines@norden.example Gern.');
  });
});

describe('a reply for Mastodon', () => {
  it('carries text, parent, warning, language and pictures', () => {
    const target = { replyContext: { ...TARGET.replyContext, spoilerText: 'Netz' } };
    expect(composeStatus(reply({}, target), ['m-1', 'm-2'])).toEqual({
      status: `@ines@norden.example ${reply().text}`,
      in_reply_to_id: '42',
      visibility: 'public',
      spoiler_text: 'Netz',
      language: 'de',
      media_ids: ['m-1', 'm-2'],
    });
  });

  it('carries nothing it does not have', () => {
    expect(Object.keys(composeStatus(reply({ language: undefined }), []))).toEqual([
      'status',
      'in_reply_to_id',
      'visibility',
    ]);
  });

  test.each([
    ['public', 'public', 'public', 'public'],
    ['unlisted', 'public', 'public', 'unlisted'],
    ['private', 'private', 'private', 'private'],
    ['direct', 'private', 'private', 'direct'],
    ['local', 'private', 'private', 'local'],
    // Asked for less, or for what may not be.
    ['public', 'public', 'private', 'direct'],
    ['unlisted', 'public', 'private', 'direct'],
    ['private', 'private', 'public', 'private'],
    ['direct', 'private', 'public', 'direct'],
    // What does not fit together, or what nobody knows.
    ['public', 'private', 'public', 'direct'],
    ['list', 'private', 'private', 'direct'],
    ['everybody on earth', 'public', 'public', 'direct'],
    [undefined, 'public', 'public', 'unlisted'],
    [undefined, 'private', 'private', 'direct'],
  ] as const)('to %s (%s), asked to be %s, is %s', (parent, visibility, asked, expected) => {
    const target = { visibility, replyContext: { ...TARGET.replyContext, visibility: parent } };
    expect(composeStatus(reply({ visibility: asked }, target), []).visibility).toBe(expected);
  });

  it.each(['Fragen Sie @boss@bank.example.', 'Fragen Sie @kollege.'])(
    'in private is refused when others would read it too: %s',
    (text) => {
      const target = {
        visibility: 'private',
        replyContext: { ...TARGET.replyContext, visibility: 'direct' },
      } as const;
      expect(() => composeStatus(reply({ text }, target), [])).toThrow(/reaches everybody whom it mentions/);
      expect(() => composeEdit(reply({ text }, target), { mediaIds: [], visibility: 'direct' })).toThrow();
      expect(composeStatus(reply({ text }), []).status).toContain(text);
    },
  );

  it('in private may hold a mail address and the name of who is answered', () => {
    const target = {
      visibility: 'private',
      replyContext: { ...TARGET.replyContext, visibility: 'direct' },
    } as const;
    const text = 'Hallo @ines@norden.example, schreiben Sie an hilfe@care.example';
    expect(composeStatus(reply({ text }, target), []).status).toBe(text);
  });

  it('when edited keeps what it does not change', () => {
    const target = { replyContext: { ...TARGET.replyContext, spoilerText: 'Netz' } };
    const edited = reply({ text: 'Erst um 16 Uhr.' }, target);
    expect(composeEdit(edited, { mediaIds: ['m-1'], visibility: 'public' })).toEqual({
      status: '@ines@norden.example Erst um 16 Uhr.',
      spoiler_text: 'Netz',
      language: 'de',
      media_ids: ['m-1'],
    });
  });
});

describe('two texts', () => {
  test.each([
    ['Gern!\n\n— Jana', 'Gern!\r\n — Jana ', true],
    ['Grüße', 'Gru\u0308\u00dfe', true],
    ['https://brücke.example/ä', 'https://xn--brcke-lva.example/%C3%A4', true],
    ['@Ines@Norden.example Gern', '@ines@norden.example Gern', true],
    ['Gern!', 'Gern?', false],
    ['https://care.example/c/A', 'https://care.example/c/B', false],
  ])('%j and %j are the same: %s', (one, other, expected) => {
    expect(isSameText(one, other)).toBe(expected);
  });
});
