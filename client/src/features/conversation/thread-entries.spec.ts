import { describe, expect, it } from '@jest/globals';
import type { ConversationEvent } from '@visavis/shared/api/conversations';
import type { HandOverItem } from '@visavis/shared/api/hand-over';
import { at, person } from '../../../test/sample-data.ts';
import { messageItem, replyItem } from '../../../test/sample-detail.ts';
import { threadEntries } from './thread-entries.ts';

const event = (part: Partial<ConversationEvent>, minutes = -20): ConversationEvent => ({
  id: `e-${part.type}`,
  type: 'assigned',
  actor: null,
  data: {},
  at: at(minutes),
  ...part,
});
const kinds = (entries: ReturnType<typeof threadEntries>) => entries.map(({ kind, id }) => `${kind} ${id}`);

describe('a thread as it is read', () => {
  it('tells between the messages what was done, and where a day begins', () => {
    const messages = [messageItem({ id: 'm-1' }, -60 * 30), messageItem({ id: 'm-2' }, -10)];
    const entries = threadEntries(messages, [event({ id: 'e-1', type: 'assigned' })]);
    expect(kinds(entries).map((each) => each.replace(/day-.*/, ''))).toEqual([
      'day ',
      'message m-1',
      'day ',
      'event e-1',
      'message m-2',
    ]);
  });

  it('does not tell what the messages say already', () => {
    const events = [
      event({ type: 'opened' }),
      event({ type: 'statusChanged', data: { before: 'new', after: 'waiting' } }),
      event({ id: 'by-hand', type: 'statusChanged', actor: person('mehmet'), data: { after: 'closed' } }),
    ];
    const entries = threadEntries([messageItem({ id: 'm-1' }, -30)], events);
    expect(entries.filter((entry) => entry.kind === 'event').map((entry) => entry.id)).toEqual(['by-hand']);
  });

  it('tells a hand-over once, by its card', () => {
    const card: HandOverItem = {
      id: 'card',
      conversationId: 'c',
      from: person('mehmet'),
      to: person('jana'),
      team: { id: 't-service', name: 'Serviceteam' },
      cause: 'hand',
      note: '',
      isAnnounced: false,
      at: at(-20),
      answeredAt: null,
      introduction: null,
    };
    const events = [
      event({ id: 'told', data: { agentId: 'a-jana' } }),
      event({ id: 'another', data: { agentId: 'a-lena' } }),
      event({ id: 'later', data: { agentId: 'a-jana' } }, -5),
    ];
    const entries = threadEntries([messageItem({ id: 'm-1' }, -30)], events, [card]);
    expect(kinds(entries).slice(1)).toEqual(['message m-1', 'event another', 'handOver card', 'event later']);
  });

  it('leaves out a reply that was taken back before it went out', () => {
    const cancelled = replyItem({
      id: 'r-1',
      delivery: { state: 'cancelled', nextAt: null, attempts: 0, error: null },
    });
    expect(kinds(threadEntries([messageItem({ id: 'm-1' }, -30), cancelled], []))).not.toContain(
      'message r-1',
    );
  });

  it('keeps what was done before the oldest loaded message for when the older ones are loaded', () => {
    const early = event({ id: 'early' }, -600);
    expect(kinds(threadEntries([messageItem({ id: 'm-1' }, -30)], [early]))).not.toContain('event early');
  });

  it('puts a post from the future where it arrived', () => {
    const future = messageItem({ id: 'future', postedAt: at(60 * 24), receivedAt: at(-15) });
    const entries = threadEntries([future, messageItem({ id: 'm-2' }, -10)], []);
    expect(kinds(entries).slice(1)).toEqual(['message future', 'message m-2']);
  });
});
