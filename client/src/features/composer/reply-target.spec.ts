import { describe, expect, it } from '@jest/globals';
import { at } from '../../../test/sample-data.ts';
import { conversationDetail, messageItem, replyItem } from '../../../test/sample-detail.ts';
import { allowedVisibilities, answerable } from './reply-target.ts';

const kasselnetz = { kind: 'customer' as const, id: 'p-kassel', name: 'kasselnetz' };

describe('the message that a reply answers', () => {
  it("is the customer's latest, though others wrote after it", () => {
    const messages = [
      messageItem({ id: 'm-1' }, -30),
      messageItem({ id: 'm-2' }, -20),
      replyItem({ id: 'r-1' }),
      messageItem({ id: 'm-3', author: kasselnetz }, -5),
    ];
    const thread = conversationDetail({ messages });
    expect(answerable(thread, null)?.id).toBe('m-2');
    expect(answerable(thread, 'm-3')?.id).toBe('m-3');
  });

  it('is never one that was deleted, a reply of ours, or a note', () => {
    const messages = [
      messageItem({ id: 'm-1' }, -30),
      messageItem({ id: 'gone', deletedAt: at(-1) }, -20),
      replyItem({ id: 'r-1' }),
    ];
    const thread = conversationDetail({ messages });
    expect(answerable(thread, 'gone')?.id).toBe('m-1');
    expect(answerable(thread, 'r-1')?.id).toBe('m-1');
    expect(answerable({ ...thread, messages: [replyItem({ id: 'r-1' })] }, null)).toBeNull();
  });

  it('is answered in private only when it was said in private', () => {
    const conversation = conversationDetail();
    const said = messageItem({ id: 'm-1', visibility: 'private' });
    expect(allowedVisibilities(conversation, said)).toEqual(['private']);
    expect(allowedVisibilities(conversation, messageItem({ id: 'm-2' }))).toEqual(['public', 'private']);
    expect(allowedVisibilities(conversation, null)).toEqual([]);
  });
});
