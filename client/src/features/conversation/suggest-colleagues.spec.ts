import { describe, expect, it } from '@jest/globals';
import { agents } from '../../../test/sample-data.ts';
import { conversationDetail, historyItem } from '../../../test/sample-detail.ts';
import { suggestColleagues } from './suggest-colleagues.ts';

const conversation = conversationDetail({ history: [historyItem('h-1', 'Umzug', 30, 'lena')] });
const ask = (term = '', part = {}) =>
  suggestColleagues(agents, { meId: 'a-jana', conversation: { ...conversation, ...part }, term });

describe('colleagues to hand a conversation to', () => {
  it('begin with who knows the customer and has room', () => {
    const [first] = ask();
    expect(first).toMatchObject({ agent: { id: 'a-lena' }, knownFrom: 1, isSuggested: true });
  });

  it('suggest somebody of the team when nobody knows the customer', () => {
    const suggested = ask('', { history: [], knows: null }).filter((each) => each.isSuggested);
    expect(suggested).toHaveLength(1);
    expect(suggested[0]?.agent.availability).toBe('available');
  });

  it('never suggest who is full or away, also when they know the customer', () => {
    const history = [historyItem('h-1', 'Umzug', 30, 'amina'), historyItem('h-2', 'Termin', 40, 'david')];
    const suggested = ask('', { history }).find((each) => each.isSuggested);
    expect(['a-amina', 'a-david']).not.toContain(suggested?.agent.id);
  });

  it('put those who are away last, and leave out whoever has it and oneself', () => {
    const ids = ask().map(({ agent }) => agent.id);
    expect(ids.slice(-2).toSorted()).toEqual(['a-david', 'a-ruth']);
    expect(ids).not.toContain('a-jana');
  });

  it('are found by name and by what they help with', () => {
    expect(ask('roaming').map(({ agent }) => agent.id)).toEqual(['a-amina']);
    expect(ask('nair').map(({ agent }) => agent.id)).toEqual(['a-priya']);
    expect(ask('niemand')).toEqual([]);
  });
});
