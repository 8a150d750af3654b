import { expect, test } from '@jest/globals';
import { windowClosesAt } from './reply-window.ts';

const lastCustomerMessageAt = new Date('2026-11-20T10:00:00Z');

test.each([
  ['a day', 24, '2026-11-21T10:00:00Z'],
  ['a week', 168, '2026-11-27T10:00:00Z'],
])('closes %s after the last message of the customer', (_, hours, closesAt) => {
  const manifest = { replyWindow: { kinds: ['message' as const], hours } };
  expect(windowClosesAt(manifest, { kind: 'message', lastCustomerMessageAt })).toEqual(new Date(closesAt));
});

test('never closes for other kinds, and on networks without one', () => {
  const manifest = { replyWindow: { kinds: ['message' as const], hours: 24 } };
  expect(windowClosesAt(manifest, { kind: 'mention', lastCustomerMessageAt })).toBeNull();
  expect(windowClosesAt({}, { kind: 'message', lastCustomerMessageAt })).toBeNull();
});
