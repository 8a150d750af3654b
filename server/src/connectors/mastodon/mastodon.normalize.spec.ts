import { describe, expect, it, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { normalizeStatus } from './mastodon.normalize.ts';
import { notificationOf, statusOf } from './mastodon.read.ts';
import type { MastodonStatus, Viewer } from './mastodon.types.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const mention = fixture('mention') as { status: Record<string, unknown> };

const VIEWER: Viewer = { accountId: '1', domain: 'social.example' };

function recorded(changes: Partial<MastodonStatus> = {}): MastodonStatus {
  const status = notificationOf(mention)?.status;
  if (!status) throw new Error('The fixture cannot be read');
  return { ...status, ...changes };
}

const ours = {
  id: '1',
  username: 'brueckenfunk',
  acct: 'brueckenfunk',
  display_name: 'Brückenfunk',
  url: null,
  avatar_static: null,
};
const other = { id: '109', acct: 'ines@norden.example', url: 'https://norden.example/@ines' };

describe('a status', () => {
  it('arrives with everything a person wrote', () => {
    expect(normalizeStatus(recorded(), VIEWER, 'root-1')).toEqual({
      externalId: '113512345678901234',
      rootExternalId: 'root-1',
      inReplyToExternalId: undefined,
      kind: 'mention',
      visibility: 'public',
      author: {
        externalId: 'https://norden.example/@ines',
        name: 'Inés :cat_hug: Robledo',
        handle: '@ines@norden.example',
        avatarUrl: 'https://files.social.example/cache/109/static.png',
        profileUrl: 'https://norden.example/@ines',
      },
      isOwn: false,
      addressesUs: true,
      text: 'Ärger mit dem Netz\n\n@brueckenfunk@social.example seit heute früh kein Netz in Kiel & Umgebung :ablobcry:\n\nKarte: https://karten.example/gestoert/kiel?zoom=12&schicht=mobil\nDanke! #Netzausfall',
      language: 'de',
      permalink: 'https://norden.example/@ines/113512345600000001',
      media: [
        {
          url: 'https://files.social.example/cache/22/original.jpeg',
          alt: 'Das Handy zeigt kein Netz',
          mimeType: 'image/jpeg',
        },
        { url: 'https://files.social.example/cache/23/small.png', alt: '', mimeType: 'image/png' },
      ],
      postedAt: new Date('2026-11-20T11:31:07.000Z'),
      editedAt: new Date('2026-11-20T11:33:00.000Z'),
      isDeleted: false,
      replyContext: {
        visibility: 'unlisted',
        mention: '@ines@norden.example',
        isLocal: false,
        spoilerText: 'Ärger mit dem Netz',
      },
    });
  });

  test.each([
    ['public', 'public', 'mention'],
    ['unlisted', 'public', 'mention'],
    ['private', 'private', 'mention'],
    ['direct', 'private', 'message'],
    ['local', 'private', 'mention'],
    ['something new', 'private', 'mention'],
  ])('that is %s is %s, a %s', (visibility, expected, kind) => {
    const post = normalizeStatus(recorded({ visibility }), VIEWER, 'root-1');
    expect([post.visibility, post.kind]).toEqual([expected, kind]);
    expect(post.replyContext).toMatchObject({ visibility });
  });

  it('is a comment when it answers us, and speaks to us even without a mention', () => {
    const answer = recorded({ in_reply_to_id: '9', in_reply_to_account_id: '1', mentions: [] });
    const post = normalizeStatus(answer, VIEWER, 'root-1');
    expect([post.kind, post.addressesUs, post.inReplyToExternalId]).toEqual(['comment', true, '9']);
  });

  it('between other people does not speak to us', () => {
    const talk = recorded({ in_reply_to_id: '9', in_reply_to_account_id: '77', mentions: [] });
    expect(normalizeStatus(talk, VIEWER, 'root-1').addressesUs).toBe(false);
  });

  it('in private belongs to one exchange with its author, whichever of us writes', () => {
    const theirs = recorded({ visibility: 'direct' });
    const answer = recorded({ visibility: 'direct', account: ours, mentions: [other] });
    const roots = [theirs, answer].map((one) => normalizeStatus(one, VIEWER, 'root-1').rootExternalId);
    expect(roots).toEqual(['private:https://norden.example/@ines', 'private:https://norden.example/@ines']);
  });

  it('of our own names whom it was for, and repeats no warning', () => {
    const post = normalizeStatus(recorded({ account: ours, mentions: [other] }), VIEWER, 'root-1');
    expect(post).toMatchObject({ isOwn: true, addressesUs: false });
    expect(post.text).not.toContain('Ärger');
    expect(post.replyContext).toMatchObject({ mention: '@ines@norden.example' });
  });

  it('by an account of our instance is known by its whole handle', () => {
    const account = { ...ours, id: '5', username: 'oliver', acct: 'oliver', display_name: ' ' };
    const { author, replyContext } = normalizeStatus(recorded({ account }), VIEWER, 'root-1');
    expect(author).toMatchObject({
      externalId: '@oliver@social.example',
      name: 'oliver',
      handle: '@oliver@social.example',
    });
    expect(replyContext).toMatchObject({ isLocal: true });
  });

  test.each([
    ['null', null],
    ['a text', 'x'],
    ['a list', []],
    ['no id', { ...mention.status, id: undefined }],
    ['no author', { ...mention.status, account: null }],
    ['no time', { ...mention.status, created_at: 'yesterday' }],
    ['a number that has lost its digits', { ...mention.status, id: 2 ** 60 }],
  ])('that is %s is left alone', (_name, value) => {
    expect(statusOf(value)).toBeNull();
  });

  it('that lacks everything else is read as far as it goes, and kept private', () => {
    const bare = {
      id: 7,
      created_at: '2026-11-20T11:00:00Z',
      account: { id: '5', acct: 'oliver' },
      media_attachments: 'x',
      mentions: [null, {}],
    };
    const status = statusOf(bare);
    expect(status && normalizeStatus(status, VIEWER, '7')).toMatchObject({
      externalId: '7',
      visibility: 'private',
      text: '',
      media: [],
      author: { name: 'oliver' },
    });
  });
});
