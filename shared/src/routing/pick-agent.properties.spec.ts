import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pickAgent, placeMany, type Candidate, type Waiting } from './pick-agent.ts';
import { placeExhaustively } from './pick-agent.reference.ts';

const now = new Date(Date.UTC(2026, 10, 20, 12, 0));
const instant = fc.integer({ min: -60, max: 60 }).map((minute) => new Date(now.getTime() + minute * 60_000));

/** Few skills, few people, little room: so that they get into each other's way. */
const ability = fc.constantFrom('skill:x', 'skill:y', 'language:tr');
const need = fc.constantFrom('skill:x:1', 'skill:x:3', 'skill:y:2', 'language:tr');
const agentId = fc.constantFrom(...'abcdefgh');

const anyCandidates: fc.Arbitrary<Candidate[]> = fc.uniqueArray(
  fc.record({
    agentId,
    availability: fc.constantFrom('available', 'available', 'available', 'busy', 'away', 'off'),
    returnsAt: fc.option(instant),
    capacity: fc.nat(5),
    load: fc.constantFrom(0, 0, 0.5, 1, 1.5, 3),
    lastAssignedAt: fc.option(instant),
    abilities: fc.array(fc.tuple(ability, fc.integer({ min: 1, max: 3 }))).map((all) => new Map(all)),
  }),
  { selector: (any) => any.agentId, maxLength: 8 },
);

const anyWaiting: fc.Arbitrary<Waiting[]> = fc.array(
  fc.record({
    conversationId: fc.uuid(),
    needs: fc.uniqueArray(need, { maxLength: 2 }).map((needs) => needs.toSorted()),
    weight: fc.constantFrom(0.5, 1, 1, 1, 2, 5),
    since: instant,
    lastHelperId: fc.option(agentId),
    waitsUntil: fc.option(instant),
    excluded: fc
      .array(fc.tuple(agentId, fc.constantFrom('gaveItBack', 'didNotPickUp', 'shielded')), { maxLength: 3 })
      .map((all) => new Map(all)),
  }),
  { maxLength: 30 },
);

describe('for any team and any line', () => {
  it('decides as the exhaustive reference does', () => {
    fc.assert(
      fc.property(anyWaiting, anyCandidates, (conversations, candidates) => {
        const decided = placeMany(conversations, candidates, now).map(({ pick, stuck }) =>
          pick === null ? { stuck: stuck?.kind } : { agentId: pick.agentId },
        );
        expect(decided).toEqual(placeExhaustively(conversations, candidates, now));
      }),
      { numRuns: 500 },
    );
  });

  it('never goes above anybody’s capacity, but for one that weighs more than all of it', () => {
    fc.assert(
      fc.property(anyWaiting, anyCandidates, (conversations, candidates) => {
        const loads = new Map(candidates.map((any) => [any.agentId, any.load]));
        placeMany(conversations, candidates, now).forEach(({ pick }, index) => {
          if (pick === null) return;
          const { capacity } = candidates.find((any) => any.agentId === pick.agentId)!;
          const before = loads.get(pick.agentId)!;
          const after = before + conversations[index]!.weight;
          expect(capacity).toBeGreaterThan(0);
          expect(before === 0 || after <= capacity).toBe(true);
          loads.set(pick.agentId, after);
        });
      }),
    );
  });

  it('decides the same in whatever order people are listed', () => {
    fc.assert(
      fc.property(anyWaiting, anyCandidates, (conversations, candidates) => {
        expect(placeMany(conversations, candidates.toReversed(), now)).toEqual(
          placeMany(conversations, candidates, now),
        );
      }),
    );
  });

  it('either picks somebody or says why nobody, and lists the chosen one first', () => {
    fc.assert(
      fc.property(anyWaiting, anyCandidates, (conversations, candidates) => {
        for (const waiting of conversations) {
          const { pick, stuck } = pickAgent(candidates, waiting, now);
          expect((pick === null) !== (stuck === null)).toBe(true);
          if (pick === null) continue;
          expect(pick.considered[0]).toMatchObject({ agentId: pick.agentId, rejected: null });
          expect(pick.considered.slice(1).every(({ rejected }) => rejected !== null)).toBe(true);
          expect(pick.considered).toHaveLength(candidates.length);
        }
      }),
    );
  });

  it('shares equal work out within one of each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 80 }), (people, work) => {
        const candidates = Array.from({ length: people }, (_, index): Candidate => ({
          agentId: `p${index}`,
          availability: 'available',
          returnsAt: null,
          capacity: 100,
          load: 0,
          lastAssignedAt: null,
          abilities: new Map(),
        }));
        const line = Array.from({ length: work }, (_, index): Waiting => ({
          conversationId: `c${index}`,
          needs: [],
          weight: 1,
          since: now,
          lastHelperId: null,
          waitsUntil: null,
        }));
        const counts = new Map(candidates.map((any) => [any.agentId, 0]));
        for (const { pick } of placeMany(line, candidates, now)) {
          counts.set(pick!.agentId, counts.get(pick!.agentId)! + 1);
        }
        expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
      }),
    );
  });
});
