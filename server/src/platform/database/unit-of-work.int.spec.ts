import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { isInTransaction } from './transaction-scope.ts';
import { UnitOfWork } from './unit-of-work.ts';

describe('a unit of work', () => {
  let test: TestApp;
  let uow: UnitOfWork;

  beforeAll(async () => {
    test = await createTestApp({ modules: [] });
    uow = test.get(UnitOfWork);
    await test.database.query('CREATE TABLE tally (id int PRIMARY KEY, value int NOT NULL)');
  });
  beforeEach(async () => {
    await test.database.query('DELETE FROM tally');
    await test.database.query('INSERT INTO tally VALUES (1, 0), (2, 0)');
  });
  afterAll(async () => {
    await test.database.query('DROP TABLE tally');
    await test.close();
  });

  const tally = () =>
    test.database.query<{ id: number; value: number }>('SELECT id, value FROM tally ORDER BY id');

  it('commits what it wrote and gives rows for UPDATE with RETURNING', async () => {
    const rows = await uow.run((tx) =>
      tx.query<{ value: number }>('UPDATE tally SET value = 7 WHERE id = 1 RETURNING value'),
    );
    expect(rows).toEqual([{ value: 7 }]);
    expect(await tally()).toEqual([
      { id: 1, value: 7 },
      { id: 2, value: 0 },
    ]);
  });

  it('rolls everything back on an error', async () => {
    await expect(
      uow.run(async (tx) => {
        await tx.query('UPDATE tally SET value = 1');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect((await tally()).map((row) => row.value)).toEqual([0, 0]);
  });

  it('tries again when two transactions deadlock, so that both succeed', async () => {
    let tries = 0;
    const lock = (first: number, second: number, arrived: () => void, other: Promise<void>) =>
      uow.run(async (tx) => {
        tries += 1;
        await tx.query('UPDATE tally SET value = value + 1 WHERE id = $1', [first]);
        arrived();
        await other;
        await tx.query('UPDATE tally SET value = value + 1 WHERE id = $1', [second]);
      });
    const one = signal();
    const two = signal();
    await Promise.all([lock(1, 2, one.give, two.given), lock(2, 1, two.give, one.given)]);
    expect((await tally()).map((row) => row.value)).toEqual([2, 2]);
    expect(tries).toBeGreaterThan(2);
  });

  it('gives up after a bounded number of tries', async () => {
    let tries = 0;
    await expect(
      uow.run(async (tx) => {
        tries += 1;
        await tx.query("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$");
      }),
    ).rejects.toThrow('again');
    expect(tries).toBe(6);
  });

  it('refuses to open a transaction inside another', async () => {
    await expect(uow.run(() => uow.run(async () => 1))).rejects.toThrow('take its tx');
    expect(isInTransaction()).toBe(false);
  });
});

function signal(): { give: () => void; given: Promise<void> } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give: () => give(), given };
}
