import { describe, expect, it } from '@jest/globals';
import type { AgentItem } from '@visavis/shared/api/agents';
import { agents as sample, teams as sampleTeams, person } from '../../test/sample-data.ts';
import { conversationItem } from '../../test/sample-inbox.ts';
import { likeliestFirst } from './likeliest-first.ts';
import { nobodyFree } from './nobody-free.ts';

const agentOf = (id: string, part: Partial<AgentItem>): AgentItem => ({
  ...sample[0]!,
  id,
  displayName: id,
  capacity: 10,
  load: 0,
  ...part,
});
const teams = sampleTeams.map((team) => ({ ...team, memberIds: ['jana', 'mehmet'] }));
const item = conversationItem({ id: 'c-1', status: 'open', assignee: null, stuck: null });
const whyOf = (jana: Partial<AgentItem>, mehmet: Partial<AgentItem>) =>
  nobodyFree(item, teams, [agentOf('jana', jana), agentOf('mehmet', mehmet), agentOf('other', {})]);

describe('something in line that nobody has', () => {
  it('is with nobody because all of its team are away, or because none of them has room', () => {
    expect(whyOf({ availability: 'away' }, { availability: 'off' })).toBe('allAway');
    expect(whyOf({ availability: 'away' }, { load: 9.5 })).toBe('allFull');
    expect(whyOf({ availability: 'busy' }, { availability: 'off' })).toBe('allFull');
    expect(whyOf({ availability: 'away' }, { load: 9 })).toBeNull();
  });

  it('has no such reason where it is with somebody, waits, or is stuck for another', () => {
    const away = [agentOf('jana', { availability: 'away' })];
    expect(nobodyFree(item, teams, away)).toBe('allAway');
    expect(nobodyFree({ ...item, assignee: person('jana') }, teams, away)).toBeNull();
    expect(nobodyFree({ ...item, status: 'waiting' }, teams, away)).toBeNull();
    expect(nobodyFree({ ...item, stuck: 'nobodyHasSkill' }, teams, away)).toBeNull();
    expect(nobodyFree(item, [], away)).toBeNull();
  });
});

describe('colleagues to choose from', () => {
  it('come in the order in which they can take something', () => {
    const given = [
      agentOf('Away', { availability: 'away' }),
      agentOf('Full', { load: 12 }),
      agentOf('Busy', { availability: 'busy' }),
      agentOf('Some room', { load: 4.5 }),
      agentOf('Bea', {}),
      agentOf('Ada', {}),
    ];
    expect(likeliestFirst(given).map(({ id }) => id)).toEqual([
      'Ada',
      'Bea',
      'Some room',
      'Full',
      'Busy',
      'Away',
    ]);
  });
});
