import { expect, test } from '@jest/globals';
import { Turns, TurnsByKey } from './turns.ts';

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

test('under different keys nobody waits, under one key everybody does', async () => {
  const turns = new TurnsByKey(1);
  const log: string[] = [];
  const work = async (name: string): Promise<void> => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ends`);
  };
  await Promise.all([
    turns.take('a', () => work('a1')),
    turns.take('a', () => work('a2')),
    turns.take('b', () => work('b1')),
  ]);
  const before = (one: string, other: string) => log.indexOf(one) < log.indexOf(other);
  expect([before('b1 begins', 'a1 ends'), before('a1 ends', 'a2 begins')]).toEqual([true, true]);
});
