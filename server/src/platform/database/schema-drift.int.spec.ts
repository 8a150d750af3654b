import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';

describe('the schema', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('is after all migrations exactly what the entities describe', async () => {
    const { upQueries } = await test.get(DataSource).driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('has no migration left to run', async () => {
    expect(await test.get(DataSource).showMigrations()).toBe(false);
  });
});
