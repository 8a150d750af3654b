import { describe, expect, it } from '@jest/globals';
import type { ScreenInRoom } from '../platform/realtime/socket-context.ts';
import { differing, whoIsWhere } from './who-is-where.ts';

const screen = (agentId: string, conversationIds: string[], kept?: unknown): ScreenInRoom => ({
  agentId,
  socketId: `${agentId}-${conversationIds.join()}`,
  rooms: new Set(['all', `agent:${agentId}`, ...conversationIds.map((id) => `conversation:${id}`)]),
  kept: kept === undefined ? {} : { presence: kept },
});
const reads = (since: number) => ({ state: 'reading', since });
const writes = (since: number) => ({ state: 'writing', since });
const told = (screens: ScreenInRoom[], id = 'c') =>
  (whoIsWhere(screens).get(id) ?? []).map(({ agentId, state }) => `${agentId} ${state}`);

describe('who is where', () => {
  it('names those who write first, and among them whoever began first', () => {
    const screens = [
      screen('early-reader', ['c'], reads(1)),
      screen('second', ['c'], writes(20)),
      screen('first', ['c'], writes(10)),
      screen('elsewhere', ['d'], writes(1)),
      screen('nowhere', []),
    ];
    expect(told(screens)).toEqual(['first writing', 'second writing', 'early-reader reading']);
    expect([...whoIsWhere(screens).keys()].toSorted()).toEqual(['c', 'd']);
  });

  it('has everybody once: whoever writes on one screen writes', () => {
    expect(told([screen('jana', ['c'], reads(1)), screen('jana', ['c'], writes(5))])).toEqual([
      'jana writing',
    ]);
  });

  it.each([undefined, null, 'writing', 7, { state: 'dancing' }, { state: null, since: 'noon' }])(
    'takes %p, which no screen should keep, for reading',
    (kept) => expect(told([screen('jana', ['c'], kept)])).toEqual(['jana reading']),
  );

  it('is the same whatever order the processes answer in', () => {
    const screens = [
      screen('b', ['c'], reads(1)),
      screen('a', ['c'], reads(1)),
      screen('d', ['c'], writes(1)),
    ];
    expect(told(screens)).toEqual(told(screens.toReversed()));
  });
});

describe('what differs between two moments', () => {
  const at = (...screens: ScreenInRoom[]) => whoIsWhere(screens);

  it('is where somebody came, went, or does something else', () => {
    const before = at(
      screen('a', ['stays'], reads(1)),
      screen('b', ['left']),
      screen('c', ['types'], reads(1)),
    );
    const now = at(
      screen('a', ['stays'], reads(9)),
      screen('d', ['came']),
      screen('c', ['types'], writes(9)),
    );
    expect(differing(before, now).toSorted()).toEqual(['came', 'left', 'types']);
    expect(differing(before, before)).toEqual([]);
  });
});
