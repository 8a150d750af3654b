import { expect, test } from '@jest/globals';
import { Turns } from './turns.ts';

test('no more than so many run at once, in the order in which they came, failures included', async () => {
  const turns = new Turns(2);
  const log: string[] = [];
  let running = 0;
  let most = 0;
  const work = async (name: string): Promise<string> => {
    most = Math.max(most, (running += 1));
    log.push(name);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (name === 'b') throw new Error('b failed');
    return name;
  };
  const results = await Promise.allSettled(
    ['a', 'b', 'c', 'd', 'e'].map((name) => turns.take(() => work(name))),
  );
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect([most, log]).toEqual([2, ['a', 'b', 'c', 'd', 'e']]);
  expect(await turns.take(() => work('f'))).toBe('f');
});
