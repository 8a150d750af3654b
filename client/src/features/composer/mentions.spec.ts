import { describe, expect, it } from '@jest/globals';
import { agents } from '../../../test/sample-data.ts';
import { mentionable, mentionAt, mentionedIn, mentionName } from './mentions.ts';

const sabine = agents.find((agent) => agent.id === 'a-sabine')!;
const twins = [...agents, { ...sabine, id: 'a-sabine-2', displayName: 'Sabine Wirth' }];

describe('an @ in a note', () => {
  it('asks for a name while it is typed at the caret', () => {
    expect(mentionAt('Bitte @sab', 10)).toEqual({ start: 6, term: 'sab' });
    expect(mentionAt('@', 1)).toEqual({ start: 0, term: '' });
  });

  it('asks for nothing in an address, or when the caret is elsewhere', () => {
    expect(mentionAt('an svenja@norden', 16)).toBeNull();
    expect(mentionAt('Bitte @sab und weiter', 21)).toBeNull();
  });

  it('finds colleagues by each of their names, oneself left out', () => {
    expect(mentionable(agents, 'vog', 'a-jana').map((agent) => agent.id)).toEqual(['a-sabine']);
    expect(mentionable(agents, 'jana', 'a-jana')).toEqual([]);
  });

  it('uses the whole name where two share the first', () => {
    expect(mentionName(sabine, agents)).toBe('Sabine');
    expect(mentionName(sabine, twins)).toBe('Sabine Vogt');
  });
});

describe('who is mentioned in a note', () => {
  it('is whoever stands there after an @', () => {
    expect(mentionedIn('@Sabine und @Kofi Mensah: bitte.', agents).toSorted()).toEqual([
      'a-kofi',
      'a-sabine',
    ]);
  });

  it('is nobody whose name only begins like a longer one', () => {
    expect(mentionedIn('@Sabinely kommt', agents)).toEqual([]);
  });

  it('is the right one of two with the same first name', () => {
    expect(mentionedIn('@Sabine Wirth bitte', twins)).toEqual(['a-sabine-2']);
  });
});
