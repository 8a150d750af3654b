import { describe, expect, it } from '@jest/globals';
import type { ConversationEvent } from '@visavis/shared/api/conversations';
import { conversationItem } from '../../test/sample-inbox.ts';
import { conversationDetail, ledgerEntry, messageItem, replyItem } from '../../test/sample-detail.ts';
import {
  mergeFetched,
  opened,
  SENDING_PREFIX,
  withActivity,
  withItem,
  withOlder,
  withOwnMessage,
  withUpserted,
  type OpenConversation,
} from './conversation-cache.ts';

const held = (version = 5) => opened(conversationDetail({ version }));
const idsOf = ({ messages }: OpenConversation) => messages.map((message) => message.id);
const push = (version: number, message = messageItem({ id: 'm-9', sequence: 9 }, 0)) => ({
  version,
  sequence: version,
  message,
});

describe('a push to a conversation that is open', () => {
  it('puts a message where it belongs in time, not where it arrived', () => {
    const late = messageItem({ id: 'm-late', sequence: 5 }, -30);
    expect(idsOf(withUpserted(held(), push(6, late)))).toEqual(['m-1', 'm-late', 'm-2', 'm-3', 'm-4']);
  });

  it('leaves a message alone when it tells an older state than the one on screen', () => {
    const published = replyItem({ id: 'r-1', sequence: 5 });
    const queued = { state: 'queued' as const, nextAt: null, attempts: 0, error: null };
    const now = withUpserted(held(), push(8, published));
    const after = withUpserted(now, push(7, { ...published, delivery: queued }));
    expect(after).toBe(now);
  });

  it('never lets the sequence go back', () => {
    const now = withUpserted(held(), push(8));
    expect(withUpserted(now, { ...push(9), sequence: 3 }).sequence).toBe(8);
  });

  it('drops a head and an activity that are older than what is shown', () => {
    const item = conversationItem({ id: 'c-svenja', version: 4, status: 'closed' });
    const before = held();
    expect(withItem(before, item)).toBe(before);
    expect(withActivity(before, { version: 4, events: [], ledger: [ledgerEntry()], handOvers: [] })).toBe(
      before,
    );
    expect(withItem(before, { ...item, version: 5 }).status).toBe('closed');
  });
});

describe('a fetch that was under way while pushes arrived', () => {
  it('undoes none of them', () => {
    const event: ConversationEvent = {
      id: 'e-1',
      type: 'woken',
      actor: null,
      data: {},
      at: '2026-11-20T13:00:00Z',
    };
    let now = withUpserted(held(), push(7));
    now = withItem(now, conversationItem({ id: 'c-svenja', version: 7, status: 'waiting' }));
    now = withActivity(now, { version: 7, events: [event], ledger: [], handOvers: [] });
    const merged = mergeFetched(now, held(6));
    expect(idsOf(merged)).toContain('m-9');
    expect(merged).toMatchObject({ status: 'waiting', version: 7, events: [event], sequence: 7 });
  });

  it('wins where it is newer', () => {
    const now = withUpserted(held(), push(7));
    const fetched = opened(conversationDetail({ version: 8, status: 'closed', sequence: 12 }));
    const merged = mergeFetched(now, fetched);
    expect(idsOf(merged)).not.toContain('m-9');
    expect(merged).toMatchObject({ status: 'closed', sequence: 12 });
  });

  it('keeps a reply that is being sent, and older messages that were loaded', () => {
    const sending = replyItem({ id: `${SENDING_PREFIX}1`, sequence: 9 }, 'jana', 0);
    let now = withOlder(held(), {
      items: [messageItem({ id: 'm-0', sequence: 0 }, -900)],
      nextCursor: 'more',
    });
    now = withOwnMessage(now, sending);
    const merged = mergeFetched(now, held(6));
    expect(idsOf(merged)).toEqual(['m-0', 'm-1', 'm-2', 'm-3', 'm-4', sending.id]);
    expect(merged.messagesCursor).toBe('more');
  });
});

describe('older messages', () => {
  it('stand on top, each once', () => {
    const page = {
      items: [messageItem({ id: 'm-0', sequence: 0 }, -900), messageItem({ id: 'm-1', sequence: 1 }, -35)],
      nextCursor: null,
    };
    expect(idsOf(withOlder(held(), page))).toEqual(['m-0', 'm-1', 'm-2', 'm-3', 'm-4']);
  });
});
