import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answeredWithin, loadOf, peopleNeeded, waitProbability, type Demand } from './erlang-c.ts';

/** 100 calls in half an hour of 180 seconds each, 80 % within 20 seconds. */
const calls: Demand = { arrivalsPerHour: 200, handlingMinutes: 3, targetMinutes: 20 / 60, goal: 0.8 };

describe('Erlang C', () => {
  // Of 2 people at 1 Erlang by hand; 3 at 2 in Gross et al., example 3.1 (the clinic); 8 at 5 and 10 at 8 from tables of
  // Erlang C; 14 at 10 from the worked example of Call Centre Helper, "Erlang C formula made simple".
  it.each([
    [2, 1, 1 / 3],
    [3, 2, 4 / 9],
    [8, 5, 0.1673],
    [10, 8, 0.4092],
    [14, 10, 0.1741],
  ])('says of %d people at %d Erlangs how many customers wait at all', (people, load, published) => {
    expect(waitProbability(people, load)).toBeCloseTo(published, 4);
  });

  // The same worked example: 38.9 % with 11 people, 64.0 % with 12, 79.6 % with 13, 88.8 % with 14.
  it.each([
    [11, 38.9],
    [12, 64],
    [13, 79.6],
    [14, 88.8],
  ])('says how many %d people answer in time', (people, published) => {
    expect(answeredWithin(people, calls) * 100).toBeCloseTo(published, 0);
  });

  it('needs as many people as the published example', () => {
    expect(loadOf(calls)).toBe(10);
    expect(peopleNeeded(calls)).toBe(14);
  });

  it('needs nobody where nobody comes, and somebody where anybody does', () => {
    expect(peopleNeeded({ ...calls, arrivalsPerHour: 0 })).toBe(0);
    expect(peopleNeeded({ ...calls, arrivalsPerHour: 0.01 })).toBe(1);
  });

  it('never keeps up with fewer people than the load', () => {
    expect(waitProbability(10, 10)).toBe(1);
    expect(answeredWithin(9, calls)).toBe(0);
  });

  it('needs the fewest with whom the goal is reached, whatever comes', () => {
    const demand = fc.record({
      arrivalsPerHour: fc.double({ min: 0.01, max: 3_000, noNaN: true }),
      handlingMinutes: fc.double({ min: 0.5, max: 60, noNaN: true }),
      targetMinutes: fc.double({ min: 0, max: 1_000, noNaN: true }),
      goal: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
    });
    fc.assert(
      fc.property(demand, (given) => {
        const needed = peopleNeeded(given);
        expect(needed).toBeGreaterThan(loadOf(given));
        expect(answeredWithin(needed, given)).toBeGreaterThanOrEqual(given.goal - 1e-9);
        if (needed > 1) expect(answeredWithin(needed - 1, given)).toBeLessThan(given.goal);
      }),
      { numRuns: 200 },
    );
  });
});
