import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { percentile } from './percentiles.ts';

const values = fc.array(fc.integer(), { minLength: 1, maxLength: 200 });

describe('percentile', () => {
  const example = [50, 15, 40, 20, 35];

  test.each([
    [0, 15],
    [5, 15],
    [20, 15],
    [30, 20],
    [40, 20],
    [50, 35],
    [90, 50],
    [100, 50],
  ])('the %ith of five values is %i', (p, expected) => {
    expect(percentile(example, p)).toBe(expected);
  });

  it('is exact where a rank is', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    for (let p = 1; p <= 100; p++) expect(percentile(hundred, p)).toBe(p);
  });

  it('leaves the values as they were', () => {
    const given = [3, 1, 2];
    percentile(given, 50);
    expect(given).toEqual([3, 1, 2]);
  });

  it('is none without values', () => {
    expect(percentile([], 50)).toBeNull();
  });

  test.each([-1, 101, Number.NaN])('refuses %d', (p) => {
    expect(() => percentile([1], p)).toThrow(RangeError);
  });

  it('is a value that occurred, which enough of them do not exceed', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 100 }), (any, p) => {
        const found = percentile(any, p)!;
        expect(any).toContain(found);
        const below = any.filter((value) => value <= found).length;
        expect(below * 100).toBeGreaterThanOrEqual(p * any.length);
        const less = any.filter((value) => value < found).length;
        if (less > 0) expect(less * 100).toBeLessThan(p * any.length);
      }),
    );
  });
});
