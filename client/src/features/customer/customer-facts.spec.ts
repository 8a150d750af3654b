import { describe, expect, it } from '@jest/globals';
import { at, person } from '../../../test/sample-data.ts';
import { conversationDetail, historyItem, replyItem } from '../../../test/sample-detail.ts';
import { knownHelper, peopleInvolved } from './customer-facts.ts';

describe('who knows a customer', () => {
  it('is whoever helped most often', () => {
    const history = [
      historyItem('1', 'Rechnung', 2, 'thomas'),
      historyItem('2', 'Umzug', 30, 'jana'),
      historyItem('3', 'Termin', 40, 'jana'),
      historyItem('4', 'Ohne Antwort', 50, null),
    ];
    const known = knownHelper(history);
    expect(known).toMatchObject({ helper: { id: 'a-jana' }, count: 2, last: { id: '2' } });
  });

  it('is the latest of those who helped as often', () => {
    const history = [historyItem('1', 'Umzug', 30, 'jana'), historyItem('2', 'Rechnung', 2, 'thomas')];
    expect(knownHelper(history)?.helper.id).toBe('a-thomas');
  });

  it('is nobody where nobody has helped', () => {
    expect(knownHelper([historyItem('1', 'Ohne Antwort', 3, null)])).toBeNull();
  });
});

describe('who of us has a part in a conversation', () => {
  it('is who wrote, noted, did something or has it, each once, in the order in which they came', () => {
    const detail = conversationDetail({
      events: [{ id: 'e-1', type: 'assigned', actor: person('lena'), data: {}, at: at(-30) }],
    });
    expect(peopleInvolved(detail).map(({ id }) => id)).toEqual(['a-lena', 'a-mehmet', 'a-sabine', 'a-jana']);
  });

  it('leaves out whose reply was taken back before it went out', () => {
    const cancelled = replyItem(
      { id: 'm-9', delivery: { state: 'cancelled', nextAt: null, attempts: 0, error: null } },
      'kofi',
    );
    expect(peopleInvolved({ messages: [cancelled], events: [], assignee: null })).toEqual([]);
  });
});
