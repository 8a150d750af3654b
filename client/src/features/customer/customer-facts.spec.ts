import { describe, expect, it } from '@jest/globals';
import { at, person } from '../../../test/sample-data.ts';
import { conversationDetail, historyItem, replyItem } from '../../../test/sample-detail.ts';
import { knownHelper, peopleInvolved } from './customer-facts.ts';

describe('what a customer and whoever knows them have behind them', () => {
  const history = [
    historyItem('1', 'Rechnung', 2, 'thomas'),
    historyItem('2', 'Umzug', 30, 'jana'),
    historyItem('3', 'Termin', 40, 'jana'),
    historyItem('4', 'Ohne Antwort', 50, null),
  ];

  it('is how many conversations, and the newest of them', () => {
    expect(knownHelper(person('jana'), history)).toMatchObject({
      helper: { id: 'a-jana' },
      count: 2,
      last: { id: '2' },
    });
  });

  it('is told of the one whom the server names, however often another has helped', () => {
    expect(knownHelper(person('thomas'), history)).toMatchObject({ helper: { id: 'a-thomas' }, count: 1 });
  });

  it('is nothing where nobody has helped, or in this conversation alone', () => {
    expect(knownHelper(null, history)).toBeNull();
    expect(knownHelper(person('mehmet'), history)).toBeNull();
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
