import { describe, expect, it } from '@jest/globals';
import { SharedRun } from './shared-run.ts';

/** A run that ends when it is told to. */
function held() {
  const ends: ((value: number) => void)[] = [];
  const run = new SharedRun(() => new Promise<number>((resolve) => ends.push(resolve)));
  const end = async (at: number) => {
    ends[at]?.(at);
    await Promise.resolve();
  };
  return { run, ends, end };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('one run for many', () => {
  it('answers all who asked before it began, and begins once more for those who asked while it ran', async () => {
    const { run, ends, end } = held();
    const first = [run.ask(), run.ask(), run.ask()];
    await soon();
    expect(ends).toHaveLength(1);
    const later = [run.ask(), run.ask()];
    await soon();
    expect(ends).toHaveLength(1);
    await end(0);
    expect(await Promise.all(first)).toEqual([0, 0, 0]);
    await soon();
    expect(ends).toHaveLength(2);
    await end(1);
    expect(await Promise.all(later)).toEqual([1, 1]);
  });

  it('goes on after a run that failed', async () => {
    let runs = 0;
    const run = new SharedRun(async () => {
      runs += 1;
      if (runs === 1) throw new Error('away');
      return runs;
    });
    await expect(run.ask()).rejects.toThrow('away');
    expect(await run.ask()).toBe(2);
  });
});
