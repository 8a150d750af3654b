import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { pickAgent, placeMany } from './pick-agent.ts';
import type { Candidate } from './pick-agent.ts';

const candidate = (agentId: string, rest: Partial<Candidate> = {}): Candidate => ({
  agentId,
  available: true,
  capacity: 5,
  openCount: 0,
  lastAssignedAt: null,
  knowsCustomer: false,
  ...rest,
});
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

describe('pickAgent', () => {
  test.each<[string, Candidate[], string | null, string[]]>([
    ['nobody', [], null, []],
    ['nobody available', [candidate('a', { available: false })], null, []],
    ['everybody full', [candidate('a', { openCount: 5 }), candidate('b', { capacity: 0 })], null, []],
    [
      'the only one with room',
      [candidate('a', { openCount: 5 }), candidate('b', { openCount: 4 })],
      'b',
      ['onlyOneWithRoom'],
    ],
    [
      'the fewest open',
      [candidate('a', { openCount: 2 }), candidate('b', { openCount: 1 })],
      'b',
      ['fewestOpen'],
    ],
    [
      'on a tie, whoever was assigned longest ago',
      [candidate('a', { lastAssignedAt: at(2) }), candidate('b', { lastAssignedAt: at(1) })],
      'b',
      ['fewestOpen', 'assignedLongestAgo'],
    ],
    [
      'on a tie, whoever was never assigned',
      [candidate('a', { lastAssignedAt: at(1) }), candidate('b')],
      'b',
      ['fewestOpen', 'assignedLongestAgo'],
    ],
    [
      'on a tie in everything, the first by id',
      [candidate('b'), candidate('a')],
      'a',
      ['fewestOpen', 'assignedLongestAgo', 'firstById'],
    ],
    [
      'the last helper, however busy',
      [candidate('a'), candidate('b', { openCount: 4, knowsCustomer: true })],
      'b',
      ['knowsCustomer'],
    ],
    [
      'somebody else when the last helper is full',
      [candidate('a', { openCount: 3 }), candidate('b', { openCount: 5, knowsCustomer: true })],
      'a',
      ['onlyOneWithRoom'],
    ],
    [
      'somebody else when the last helper is away',
      [candidate('a', { openCount: 3 }), candidate('b', { available: false, knowsCustomer: true })],
      'a',
      ['onlyOneWithRoom'],
    ],
  ])('picks %s', (_, candidates, agentId, reasons) => {
    const pick = pickAgent(candidates);
    expect(pick?.agentId ?? null).toBe(agentId);
    expect(pick?.reasons.map((reason) => reason.kind) ?? []).toEqual(reasons);
  });

  it('does not give it back to whoever has just released it, the last helper included', () => {
    const candidates = [candidate('a', { knowsCustomer: true }), candidate('b', { openCount: 4 })];
    expect(pickAgent(candidates, { excludedAgentIds: ['a'] })?.agentId).toBe('b');
    expect(pickAgent(candidates, { excludedAgentIds: ['a', 'b'] })).toBeNull();
  });

  it('says with what figures it decided', () => {
    const pick = pickAgent([
      candidate('a', { openCount: 1, lastAssignedAt: at(5) }),
      candidate('b', { openCount: 1, lastAssignedAt: at(9) }),
    ]);
    expect(pick?.reasons).toEqual([
      { kind: 'fewestOpen', openCount: 1 },
      { kind: 'assignedLongestAgo', lastAssignedAt: '2026-11-20T12:05:00.000Z' },
    ]);
  });
});

const anyCandidates = fc.uniqueArray(
  fc.record({
    agentId: fc.string({ minLength: 1, maxLength: 3 }),
    available: fc.boolean(),
    capacity: fc.nat(4),
    openCount: fc.nat(5),
    lastAssignedAt: fc.option(fc.nat(3).map(at)),
    knowsCustomer: fc.boolean(),
  }),
  { selector: (any) => any.agentId, maxLength: 8 },
);

describe('for any candidates', () => {
  it('picks somebody with room exactly when there is somebody with room', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        const withRoom = candidates.filter((any) => any.available && any.openCount < any.capacity);
        const pick = pickAgent(candidates);
        if (withRoom.length === 0) expect(pick).toBeNull();
        else expect(withRoom.map((any) => any.agentId)).toContain(pick?.agentId);
      }),
    );
  });

  it('picks the same person in whatever order they are listed', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        expect(pickAgent(candidates.toReversed())).toEqual(pickAgent(candidates));
      }),
    );
  });

  it('leaves nobody with fewer open than the one it picks, unless that one knows the customer', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        const pick = pickAgent(candidates);
        const picked = candidates.find((any) => any.agentId === pick?.agentId);
        fc.pre(picked !== undefined && !picked.knowsCustomer);
        for (const other of candidates) {
          if (!other.available || other.openCount >= other.capacity) continue;
          expect(other.openCount).toBeGreaterThanOrEqual(picked!.openCount);
          expect(other.knowsCustomer).toBe(false);
        }
      }),
    );
  });
});

describe('placeMany', () => {
  const waiting = (conversationId: string, lastHelperId: string | null = null) => ({
    conversationId,
    lastHelperId,
  });

  it('shares a row of conversations out in turn', () => {
    const placed = placeMany(
      ['1', '2', '3', '4', '5'].map((id) => waiting(id)),
      [candidate('a', { lastAssignedAt: at(1) }), candidate('b', { lastAssignedAt: at(2) })],
    );
    expect(placed.map(({ pick }) => pick?.agentId)).toEqual(['a', 'b', 'a', 'b', 'a']);
  });

  it('sends each customer to the last helper, and lets the rest wait when all are full', () => {
    const placed = placeMany(
      [waiting('1', 'b'), waiting('2', 'b'), waiting('3', 'b'), waiting('4')],
      [candidate('a', { capacity: 1 }), candidate('b', { capacity: 2 })],
    );
    expect(placed.map(({ conversationId, pick }) => [conversationId, pick?.agentId ?? null])).toEqual([
      ['1', 'b'],
      ['2', 'b'],
      ['3', 'a'],
      ['4', null],
    ]);
  });

  const anyWaiting = fc.array(
    fc.record({
      conversationId: fc.uuid(),
      lastHelperId: fc.option(fc.string({ minLength: 1, maxLength: 3 })),
      excludedAgentIds: fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 2 }),
    }),
    { maxLength: 30 },
  );

  it('never goes above anybody’s capacity, and leaves nothing waiting that somebody could take', () => {
    fc.assert(
      fc.property(anyWaiting, anyCandidates, (conversations, candidates) => {
        const placed = placeMany(conversations, candidates);
        const open = new Map(candidates.map((any) => [any.agentId, any.openCount]));
        placed.forEach(({ conversationId, pick }, index) => {
          const excluded = conversations[index]!.excludedAgentIds;
          expect(conversationId).toBe(conversations[index]!.conversationId);
          const withRoom = candidates.filter(
            (any) =>
              any.available && open.get(any.agentId)! < any.capacity && !excluded.includes(any.agentId),
          );
          if (pick === null) expect(withRoom).toEqual([]);
          else {
            expect(withRoom.map((any) => any.agentId)).toContain(pick.agentId);
            open.set(pick.agentId, open.get(pick.agentId)! + 1);
          }
        });
      }),
    );
  });

  it('places each as pickAgent would by then', () => {
    fc.assert(
      fc.property(fc.option(fc.constantFrom('a', 'b')), anyCandidates, (lastHelperId, candidates) => {
        const [placed] = placeMany([waiting('1', lastHelperId)], candidates);
        const asked = candidates.map((any) => ({ ...any, knowsCustomer: any.agentId === lastHelperId }));
        expect(placed!.pick).toEqual(pickAgent(asked));
      }),
    );
  });
});
