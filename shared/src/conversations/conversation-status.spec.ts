import { describe, expect, it, test } from '@jest/globals';
import {
  causeOfStatusSetByHand,
  conversationStatuses,
  nextStatus,
  startsAnew,
  statusCauses,
} from './conversation-status.ts';
import type { ConversationStatus, StatusCause } from './conversation-status.ts';

const replied = { hasReply: true };
const neverReplied = { hasReply: false };

describe('the transition table', () => {
  test.each(conversationStatuses.flatMap((status) => statusCauses.map((cause) => [status, cause] as const)))(
    'knows what becomes of %s on %s',
    (status, cause) => {
      expect(conversationStatuses).toContain(nextStatus(status, cause, replied));
      expect(conversationStatuses).toContain(nextStatus(status, cause, neverReplied));
    },
  );

  it('reaches every status from every status', () => {
    for (const start of conversationStatuses) {
      const reached = new Set<ConversationStatus>([start]);
      for (const status of reached) {
        for (const cause of statusCauses) {
          for (const context of [replied, neverReplied]) reached.add(nextStatus(status, cause, context));
        }
      }
      expect([...reached]).toEqual(expect.arrayContaining([...conversationStatuses]));
    }
  });

  it('never makes a conversation new again once somebody has replied', () => {
    for (const status of conversationStatuses.filter((s) => s !== 'new')) {
      for (const cause of statusCauses) expect(nextStatus(status, cause, replied)).not.toBe('new');
    }
  });
});

describe('nextStatus', () => {
  const table: [ConversationStatus, StatusCause, { hasReply: boolean }, ConversationStatus][] = [
    ['new', 'customerMessage', neverReplied, 'new'],
    ['waiting', 'customerMessage', replied, 'open'],
    ['closed', 'customerMessage', replied, 'open'],
    ['closed', 'customerMessage', neverReplied, 'open'],
    ['snoozed', 'customerMessage', neverReplied, 'new'],
    ['snoozed', 'customerMessage', replied, 'open'],
    ['snoozed', 'wake', neverReplied, 'new'],
    ['snoozed', 'wake', replied, 'open'],
    ['new', 'replyAccepted', replied, 'waiting'],
    ['open', 'replyAccepted', replied, 'waiting'],
    ['new', 'snooze', neverReplied, 'snoozed'],
    ['open', 'close', replied, 'closed'],
    ['closed', 'reopen', replied, 'open'],
    ['closed', 'takeBack', neverReplied, 'new'],
    ['closed', 'takeBack', replied, 'open'],
    ['waiting', 'takeBack', neverReplied, 'new'],
  ];

  test.each(table)('%s, %s, %o: %s', (status, cause, context, expected) => {
    expect(nextStatus(status, cause, context)).toBe(expected);
  });

  it('leaves a conversation closed when the network takes its last reply after the agent closed it', () => {
    const answered = nextStatus('open', 'replyWritten', neverReplied);
    const closed = nextStatus(answered, 'close', neverReplied);
    expect(nextStatus(closed, 'replyAccepted', replied)).toBe('closed');
  });

  it('makes a closed conversation waiting when an agent answers it again', () => {
    const answered = nextStatus('closed', 'replyWritten', replied);
    expect(nextStatus(answered, 'replyAccepted', replied)).toBe('waiting');
  });

  it('ignores a wake-up that comes after somebody woke the conversation', () => {
    expect(nextStatus('waiting', 'wake', replied)).toBe('waiting');
    expect(nextStatus('closed', 'wake', replied)).toBe('closed');
  });
});

describe('causeOfStatusSetByHand', () => {
  test.each(conversationStatuses.filter((status) => status !== 'new'))('leads to %s', (wanted) => {
    const cause = causeOfStatusSetByHand(wanted);
    for (const status of conversationStatuses) expect(nextStatus(status, cause!, replied)).toBe(wanted);
  });

  it('lets nobody make a conversation new', () => {
    expect(causeOfStatusSetByHand('new')).toBeNull();
  });
});

describe('startsAnew', () => {
  const closedAt = new Date('2026-11-01T10:00:00Z');

  it.each([
    ['a private exchange seven days after it was closed', 'message', '2026-11-08T10:00:00.000Z', true],
    ['a private exchange a moment earlier', 'message', '2026-11-08T09:59:59.999Z', false],
    ['a public thread after a year', 'comment', '2027-11-08T10:00:00.000Z', false],
    ['a review after a year', 'review', '2027-11-08T10:00:00.000Z', false],
  ])('%s', (_, kind, now, expected) => {
    expect(startsAnew({ kind, closedAt }, new Date(now))).toBe(expected);
  });

  it('keeps a private exchange that is not closed, however old', () => {
    expect(startsAnew({ kind: 'message', closedAt: null }, new Date('2036-01-01T00:00:00Z'))).toBe(false);
  });
});
