import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf, histogramPercentile, minutesOfBucket } from './histogram.ts';
import { noAnswerReasons } from '../sla/sla-clock.ts';
import { metric, metricIds, noAnswerMetrics } from './metrics.ts';
import { percentile } from './percentiles.ts';
import { figuresOf } from './reckon.ts';

describe('metrics', () => {
  it('are each told in both languages, under names that tell them apart', () => {
    for (const locale of ['de', 'en'] as const) {
      const words = metricIds.map((id) => metric(id).words[locale]);
      expect(new Set(words.map(({ name }) => name)).size).toBe(metricIds.length);
      for (const { name, what, formula } of words) expect([name, what, formula].every(Boolean)).toBe(true);
    }
  });

  it('tell of what stops their clock: a conversation is opened and solved, not answered', () => {
    for (const id of ['pickUpLevel', 'resolutionLevel'] as const) {
      expect(metric(id).words.de.formula).not.toMatch(/beantwortet/iu);
      expect(metric(id).words.en.formula).not.toMatch(/answered/iu);
    }
  });

  it('count each reason for which no answer was needed, which together are all of it', () => {
    const reasons = new Map(noAnswerReasons.map((_, bucket) => [bucket, bucket + 1]));
    const counted = new Map([['noAnswerNeeded' as const, reasons]]);
    const figures = figuresOf(counted, false);
    const parts = noAnswerReasons.map((reason) => figures[noAnswerMetrics[reason]]);
    expect(parts).toEqual(noAnswerReasons.map((_, bucket) => bucket + 1));
    expect(figures.noAnswerNeeded).toBe(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0));
    const hidden = figuresOf(counted, true);
    for (const reason of noAnswerReasons) expect(hidden[noAnswerMetrics[reason]]).toBeNull();
  });

  it('divide by everything that they count above the line', () => {
    const level = metric('firstResponseLevel');
    expect(level.formula).toEqual({
      kind: 'share',
      numerator: ['firstResponseKept'],
      denominator: ['firstResponseDue'],
    });
    expect(level.isAboutPeople).toBe(true);
    expect(metric('conversations').isAboutPeople).toBe(false);
  });
});

describe('histograms', () => {
  it('hold every duration within 5 % and three seconds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5_000_000, noNaN: true }), (minutes) => {
        const told = minutesOfBucket(bucketOf(minutes));
        expect(Math.abs(told - minutes)).toBeLessThanOrEqual(minutes * 0.05 + 0.05 + 1e-6);
      }),
    );
  });

  it('give the percentiles of the values, and of any two added up', () => {
    const values = fc.array(fc.double({ min: 0, max: 100_000, noNaN: true }), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(values, fc.constantFrom(50, 90), (minutes, percent) => {
        const counts = new Map<number, number>();
        for (const one of minutes) counts.set(bucketOf(one), (counts.get(bucketOf(one)) ?? 0) + 1);
        const exact = percentile(minutes, percent)!;
        expect(Math.abs(histogramPercentile(counts, percent)! - exact)).toBeLessThanOrEqual(
          exact * 0.05 + 0.051,
        );
      }),
    );
  });

  it('are none without values', () => {
    expect(histogramPercentile(new Map(), 50)).toBeNull();
  });
});
