import { describe, expect, it } from '@jest/globals';
import type { CountRow } from './inbox.types.ts';
import { rollUp, tallyCounts } from './tally-counts.ts';

const row = (given: Partial<CountRow>): CountRow => ({
  teamId: 'mobile',
  channelId: 'x',
  assigneeId: null,
  status: 'open',
  count: 1,
  dueCount: 0,
  ...given,
});
const jana = { agentId: 'jana', teamIds: ['mobile'], visibleTeamIds: new Set(['mobile', 'abroad']) };

describe('the numbers of an agent', () => {
  it('count what is theirs, their teams’ and everybody’s', () => {
    const groups = [
      row({ assigneeId: 'jana', count: 2, dueCount: 1 }),
      row({ assigneeId: 'mehmet', status: 'waiting', count: 3 }),
      row({ teamId: 'abroad', channelId: 'y', status: 'new', count: 4 }),
    ];
    const mentions = [
      { agentId: 'jana', teamId: 'abroad', count: 5, activeCount: 1 },
      { agentId: 'mehmet', teamId: 'abroad', count: 7, activeCount: 7 },
    ];
    expect(tallyCounts(rollUp(groups, mentions), jana)).toEqual({
      views: { mine: 2, new: 4, due: 1, waiting: 3, mentioned: 5, team: 5, all: 9 },
      teams: { mobile: 5, abroad: 4 },
      channels: { x: 5, y: 4 },
      active: {
        views: { mine: 2, new: 4, due: 1, waiting: 0, mentioned: 1, team: 2, all: 6 },
        teams: { mobile: 2, abroad: 4 },
        channels: { x: 2, y: 4 },
      },
    });
  });

  it('leave out what they may not see, be it theirs', () => {
    const groups = [row({ teamId: 'secret', assigneeId: 'jana' })];
    const mentions = [{ agentId: 'jana', teamId: 'secret', count: 1, activeCount: 1 }];
    const { views, teams, channels } = tallyCounts(rollUp(groups, mentions), jana);
    expect(Object.values(views).every((count) => count === 0)).toBe(true);
    expect([teams, channels]).toEqual([{}, {}]);
  });

  it('are the same whoever is counted first', () => {
    const groups = [row({ count: 2 }), row({ assigneeId: 'jana', count: 3 })];
    const rolledUp = rollUp(groups, []);
    const first = tallyCounts(rolledUp, jana);
    tallyCounts(rolledUp, { ...jana, agentId: 'mehmet' });
    expect(tallyCounts(rolledUp, jana)).toEqual(first);
    expect(first.views).toMatchObject({ all: 5, mine: 3 });
  });
});
