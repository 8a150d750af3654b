import { describe, expect, test } from '@jest/globals';
import type { MessageItem } from '../api/conversations.ts';
import type { HandOverItem } from '../api/hand-over.ts';
import { openAsksOf, openHandOver } from './open-hand-over.ts';

const person = (id: string) => ({ id, name: id, avatarUrl: '' });
const team = { id: 'care', name: 'Serviceteam' };
const card = (part: Partial<HandOverItem> = {}): HandOverItem => ({
  id: 'card',
  conversationId: 'c',
  from: person('jana'),
  to: person('mehmet'),
  team,
  cause: 'hand',
  note: '',
  isAnnounced: true,
  at: '2026-11-20T10:00:00.000Z',
  answeredAt: null,
  introduction: null,
  ...part,
});
const mehmet = { id: 'mehmet', teamIds: ['care'] };
const with_ = (id: string | null) => ({ assignee: id === null ? null : person(id) });

describe('the card of a hand-over', () => {
  test.each<[string, HandOverItem[], string | null, boolean]>([
    ['is for whom it is meant', [card()], 'mehmet', true],
    ['is not for anybody else', [card({ to: person('lena') })], 'lena', false],
    ['goes when somebody else took it', [card()], 'lena', false],
    [
      'goes when the customer was answered',
      [card({ answeredAt: '2026-11-20T10:05:00.000Z' })],
      'mehmet',
      false,
    ],
    ['is for the team while nobody has it', [card({ to: null })], null, true],
    ['is for whoever was given it then', [card({ to: null })], 'mehmet', true],
    ['is not for colleagues of whoever was given it', [card({ to: null })], 'lena', false],
    ['is not for other teams', [card({ to: null, team: { id: 'app', name: 'App' } })], null, false],
    ['is the last one', [card({ id: 'newer', to: person('lena') }), card()], 'mehmet', false],
    ['is missing where there is none', [], 'mehmet', false],
  ])('%s', (_, cards, assignee, isShown) => {
    expect(openHandOver(cards, with_(assignee), mehmet)).toBe(isShown ? cards[0] : null);
  });
});

test('questions to me are those that I have not answered', () => {
  const note = (id: string, asks?: string[]) =>
    ({
      id,
      author: { kind: 'agent', id: 'jana', name: 'Jana', avatarUrl: '/jana' },
      text: 'Kennst du den Router?',
      postedAt: '2026-11-20T10:00:00.000Z',
      ...(asks && { asks }),
    }) as MessageItem;
  expect(openAsksOf([note('1'), note('2', ['mehmet', 'lena']), note('3', ['lena'])], 'mehmet')).toEqual([
    {
      messageId: '2',
      from: { id: 'jana', name: 'Jana', avatarUrl: '/jana' },
      text: 'Kennst du den Router?',
      at: '2026-11-20T10:00:00.000Z',
    },
  ]);
});
