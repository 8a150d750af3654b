import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import type { TellingConversation } from './notification.types.ts';
import { assignmentKey, planNotices, type TellingContext } from './plan-notices.ts';

const at = new Date('2026-11-20T10:00:00Z');
const conversation: TellingConversation = {
  id: 'c1',
  teamId: 'team',
  isTeamClosed: false,
  assigneeId: 'jana',
  lastHelperId: null,
  isSpam: false,
  isHistory: false,
  isClosed: false,
};
const line = (agentId: string, way: 'given' | 'taken') => ({
  conversationId: 'c1',
  agentId,
  way,
  eventId: `event-${agentId}-${way}`,
  at,
});

const world = (
  given: Partial<Omit<TellingContext, 'conversations'>> & {
    conversation?: Partial<TellingConversation>;
  } = {},
): TellingContext => ({
  conversations: new Map([['c1', { ...conversation, ...given.conversation }]]),
  assignments: new Map(
    [line('jana', 'given'), line('mehmet', 'given'), line('jana', 'taken')].map((one) => [
      assignmentKey(one),
      one,
    ]),
  ),
  returns: new Map(),
  messages: new Map([['m1', { messageId: 'm1', text: 'Kennst du den Router?', at }]]),
  handOvers: new Map([['h1', { id: 'h1', note: 'Wartet seit gestern.', at }]]),
  followers: new Map(),
  ...given,
});

const assigned = (given: {
  before?: string | null;
  after?: string | null;
  actor?: string | null;
}): DomainEvent => ({
  type: 'conversation.assigned',
  conversationId: 'c1',
  teamId: 'team',
  before: null,
  after: null,
  actor: null,
  ...given,
});
const noted = (
  given: { mentions?: string[]; asked?: string[]; answers?: string[]; authorId?: string } = {},
): DomainEvent => ({
  type: 'note.added',
  conversationId: 'c1',
  messageId: 'm1',
  authorId: 'lena',
  mentions: [],
  asked: [],
  ...given,
});
const received: DomainEvent = {
  type: 'message.received',
  conversationId: 'c1',
  messageId: 'm1',
  channelId: 'channel',
  isCustomer: true,
};
const handedOver = (to: string | null, actor: string | null = 'lena'): DomainEvent => ({
  type: 'conversation.handedOver',
  conversationId: 'c1',
  teamId: 'team',
  handOverId: 'h1',
  from: 'lena',
  to,
  cause: 'hand',
  actor,
});
const comeback = new Map([['m1', { messageId: 'm1', conversationId: 'c1', eventId: 'e1', at }]]);

const told = (facts: DomainEvent[], context = world()): string[] =>
  planNotices(facts, context).map(({ agentId, kind }) => `${agentId} ${kind}`);

describe('an assignment', () => {
  it('tells whoever got it, by a colleague or by the placement', () => {
    expect(told([assigned({ after: 'jana', actor: 'lena' })])).toEqual(['jana assigned']);
    expect(told([assigned({ after: 'jana' })])).toEqual(['jana assigned']);
  });

  it('tells nobody what they did themselves', () => {
    expect(told([assigned({ after: 'jana', actor: 'jana' })])).toEqual([]);
    const taken = world({ conversation: { assigneeId: null } });
    expect(told([assigned({ before: 'jana', actor: 'jana' })], taken)).toEqual([]);
  });

  it('tells a colleague that what was theirs was taken over, but not what the system took back', () => {
    const taken = world({ conversation: { assigneeId: 'mehmet' } });
    expect(told([assigned({ before: 'jana', after: 'mehmet', actor: 'mehmet' })], taken)).toEqual([
      'jana takenOver',
    ]);
    expect(
      told([assigned({ before: 'jana', after: null })], world({ conversation: { assigneeId: null } })),
    ).toEqual([]);
  });

  it('that is over when it is heard tells nobody', () => {
    expect(
      told([assigned({ after: 'jana', actor: 'lena' })], world({ conversation: { assigneeId: 'mehmet' } })),
    ).toEqual([]);
  });

  it('with a card is told once, as the card', () => {
    const facts = [assigned({ after: 'jana', actor: 'lena' }), handedOver('jana')];
    expect(planNotices(facts, world())).toEqual([
      expect.objectContaining({
        agentId: 'jana',
        kind: 'handOver',
        sourceId: 'h1',
        text: 'Wartet seit gestern.',
      }),
    ]);
  });

  it('to a team, or by whoever gets it, has no reader', () => {
    expect(told([handedOver(null)])).toEqual([]);
    expect(told([handedOver('lena', 'lena')])).toEqual([]);
  });
});

describe('a note', () => {
  it('asks, answers and mentions, and tells one person one of these', () => {
    const context = world({
      followers: new Map([
        ['c1', ['jana', 'sabine', 'lena'].map((agentId) => ({ conversationId: 'c1', agentId }))],
      ]),
    });
    const fact = noted({ mentions: ['jana', 'mehmet', 'priya'], asked: ['jana'], answers: ['mehmet'] });
    expect(told([fact], context)).toEqual([
      'jana askedForHelp',
      'mehmet answered',
      'priya mentioned',
      'sabine followed',
    ]);
  });

  it('never tells its author', () => {
    expect(told([noted({ mentions: ['lena'], authorId: 'lena' })])).toEqual([]);
  });

  it('is told with its beginning', () => {
    const messages = new Map([['m1', { messageId: 'm1', text: `${'lang '.repeat(200)}`, at }]]);
    const [notice] = planNotices([noted({ mentions: ['jana'] })], world({ messages }));
    expect(notice?.text).toMatch(/…$/);
    expect(notice?.text.length).toBeLessThanOrEqual(280);
  });
});

describe('a message of a customer', () => {
  it('tells whoever has the conversation that the customer is back, else whoever helped last', () => {
    expect(told([received], world({ returns: comeback }))).toEqual(['jana customerBack']);
    const helped = { assigneeId: null, lastHelperId: 'mehmet' };
    expect(told([received], world({ returns: comeback, conversation: helped }))).toEqual([
      'mehmet customerBack',
    ]);
    expect(told([received], world({ returns: comeback, conversation: { assigneeId: null } }))).toEqual([]);
  });

  it('in what is in work already tells followers only', () => {
    const followers = new Map([
      ['c1', ['sabine', 'jana'].map((agentId) => ({ conversationId: 'c1', agentId }))],
    ]);
    expect(told([received], world({ followers }))).toEqual(['sabine followed']);
  });

  it('tells a follower once of several at a time', () => {
    const messages = new Map(['m1', 'm2'].map((id) => [id, { messageId: id, text: '', at }]));
    const followers = new Map([['c1', [{ conversationId: 'c1', agentId: 'sabine' }]]]);
    const both = [received, { ...received, messageId: 'm2' }];
    expect(told(both, world({ messages, followers }))).toEqual(['sabine followed']);
  });

  it('that brings back what is then placed is told once', () => {
    expect(told([assigned({ after: 'jana' }), received], world({ returns: comeback }))).toEqual([
      'jana customerBack',
    ]);
  });

  it('of long ago, or spam, tells nobody', () => {
    expect(told([received], world({ returns: comeback, conversation: { isHistory: true } }))).toEqual([]);
    expect(told([received], world({ returns: comeback, conversation: { isSpam: true } }))).toEqual([]);
  });

  it('in what is closed again by now has only questions and mentions to tell of', () => {
    const closed = world({ returns: comeback, conversation: { isClosed: true } });
    const facts = [received, assigned({ after: 'jana' }), handedOver('jana'), noted({ mentions: ['jana'] })];
    expect(told(facts, closed)).toEqual(['jana mentioned']);
  });

  it('in what is erased tells nobody', () => {
    expect(told([{ ...received, conversationId: 'gone' }])).toEqual([]);
  });
});
