import { describe, expect, it } from '@jest/globals';
import { Paced } from './paced.ts';

const LONG_MS = 60_000;

function aPaced(intervalMs: number, deliver?: (keys: string[]) => Promise<void>) {
  const delivered: Record<string, string[]>[] = [];
  const faults: unknown[] = [];
  const paced = new Paced(
    intervalMs,
    async (gathered) => {
      await deliver?.([...gathered.keys()]);
      delivered.push(Object.fromEntries([...gathered].map(([key, values]) => [key, [...values]])));
    },
    (error) => faults.push(error),
  );
  const offer = (key: string, ...values: string[]) => paced.offer(new Map([[key, new Set(values)]]));
  return { paced, delivered, faults, offer };
}

describe('what is paced', () => {
  it('goes at once, and what follows under the same key goes together', async () => {
    const { paced, delivered, offer } = aPaced(LONG_MS);
    await offer('a', '1');
    expect(delivered).toEqual([{ a: ['1'] }]);
    await offer('a', '2');
    await offer('a', '3', '2');
    await offer('b', '4');
    expect(delivered).toEqual([{ a: ['1'] }, { b: ['4'] }]);
    await paced.flush();
    expect(delivered).toEqual([{ a: ['1'] }, { b: ['4'] }, { a: ['2', '3'] }]);
    paced.stop();
  });

  it('goes by itself when its time has come', async () => {
    let isDone: () => void = () => {};
    const done = new Promise<void>((resolve) => (isDone = resolve));
    let calls = 0;
    const { delivered, offer } = aPaced(5, async () => {
      calls += 1;
      if (calls === 2) isDone();
    });
    await offer('a', '1');
    await offer('a', '2');
    const keepAlive = setTimeout(() => {}, 5_000);
    await done;
    clearTimeout(keepAlive);
    await Promise.resolve();
    expect(delivered.at(-1)).toEqual({ a: ['2'] });
  });

  it('tells whoever offered it of a fault, and keeps what nobody waits for', async () => {
    let isAway = true;
    const { paced, delivered, faults, offer } = aPaced(LONG_MS, async () => {
      if (isAway) throw new Error('the database is away');
    });
    await expect(offer('a', '1')).rejects.toThrow('away');
    await offer('a', '2');
    isAway = false;
    await paced.flush();
    expect(delivered).toEqual([{ a: ['2'] }]);
    expect(faults).toEqual([]);
    paced.stop();
  });

  it('forgets everything when it stops', async () => {
    const { paced, delivered, offer } = aPaced(LONG_MS);
    await offer('a', '1');
    await offer('a', '2');
    paced.stop();
    await offer('b', '3');
    await paced.flush();
    expect(delivered).toEqual([{ a: ['1'] }]);
  });
});
