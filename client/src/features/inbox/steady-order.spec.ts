import { describe, expect, it } from '@jest/globals';
import { conversationItem } from '../../../test/sample-inbox.ts';
import { steadyOrder } from './steady-order.ts';

const list = (...ids: string[]) => ids.map((id) => conversationItem({ id }));
const shown = (held: string[], ...now: string[]) => {
  const { shown: rows, freshCount } = steadyOrder(held, list(...now));
  return { ids: rows.map((row) => row.id), freshCount };
};

describe('a list that somebody reads', () => {
  it('keeps its order and counts what came in above', () => {
    expect(shown(['b', 'a'], 'd', 'c', 'b', 'a')).toEqual({ ids: ['b', 'a'], freshCount: 2 });
  });

  it('does not move a row whose customer wrote again', () => {
    expect(shown(['c', 'b', 'a'], 'a', 'c', 'b')).toEqual({ ids: ['c', 'b', 'a'], freshCount: 0 });
  });

  it('lets rows go that left', () => {
    expect(shown(['c', 'b', 'a'], 'c', 'a')).toEqual({ ids: ['c', 'a'], freshCount: 0 });
  });

  it('adds the next page below', () => {
    expect(shown(['c', 'b'], 'c', 'b', 'a')).toEqual({ ids: ['c', 'b', 'a'], freshCount: 0 });
  });

  it('shows what is new in a row at once', () => {
    const [row] = steadyOrder(['a'], [conversationItem({ id: 'a', excerpt: 'Neuer Text' })]).shown;
    expect(row?.excerpt).toBe('Neuer Text');
  });
});
