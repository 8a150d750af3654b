import { describe, expect, it } from '@jest/globals';
import { parseInboxSearch, queryOf, tabsOf, viewOf } from './inbox-search.ts';

describe('the address of the inbox', () => {
  it('drops what it does not understand', () => {
    expect(parseInboxSearch({ status: 'nonsense', sort: 'due', q: '', team: 't1', hack: 1 })).toEqual({
      sort: 'due',
      team: 't1',
    });
  });

  it('keeps a search for a number', () => {
    expect(parseInboxSearch({ q: 4711 })).toEqual({ q: '4711' });
  });

  it('falls back to all for a view that does not exist', () => {
    expect(viewOf('gone')).toBe('all');
  });
});

describe('the query of an address', () => {
  it('shows what is open unless a tab says otherwise', () => {
    expect(queryOf('all', {})).toEqual({ view: 'all', status: 'active', sort: 'newest' });
    expect(queryOf('all', { status: 'closed' })).toEqual({ view: 'all', status: 'closed', sort: 'newest' });
  });

  it('asks for what waits or sleeps together', () => {
    expect(queryOf('all', { status: 'waiting', team: 't1' })).toEqual({
      view: 'waiting',
      teamId: 't1',
      sort: 'newest',
    });
  });

  it('searches in everything, whatever its state', () => {
    expect(queryOf('all', { q: 'Router' })).toEqual({ view: 'all', q: 'Router', sort: 'newest' });
    expect(tabsOf('all', { q: 'Router' })).toEqual([]);
  });

  it('puts the nearest deadline first in the view of what is due', () => {
    expect(queryOf('due', {})).toEqual({ view: 'due', sort: 'due' });
  });

  it('ignores a tab that the view does not have', () => {
    expect(queryOf('mine', { status: 'closed' })).toEqual({ view: 'mine', status: 'active', sort: 'newest' });
  });
});
