import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { ownDatabase } from '../../../test/test-database.ts';

describe('the schema', () => {
  let test: TestApp;
  let dataSource: DataSource;

  beforeAll(async () => {
    const databaseUrl = await ownDatabase('drift', 'empty');
    test = await createTestApp({ settings: { databaseUrl } });
    dataSource = test.get(DataSource);
    await vouchForGeneratedColumns();
  });
  afterAll(() => test.close());

  /**
   * TypeORM believes in a generated column only when its own table says so. Nothing but this comparison needs that table,
   * so it exists here and not in the product.
   */
  async function vouchForGeneratedColumns(): Promise<void> {
    await dataSource.query(
      `CREATE TABLE IF NOT EXISTS typeorm_metadata
       (type varchar NOT NULL, database varchar, schema varchar, "table" varchar, name varchar, value text)`,
    );
    for (const { tableName, columns } of dataSource.entityMetadatas) {
      for (const { databaseName, generatedType, asExpression } of columns) {
        if (generatedType === undefined) continue;
        await dataSource.query(
          `INSERT INTO typeorm_metadata VALUES ('GENERATED_COLUMN', current_database(), 'public', $1, $2, $3)`,
          [tableName, databaseName, asExpression],
        );
      }
    }
  }

  it('is after all migrations exactly what the entities describe', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('has no migration left to run', async () => {
    expect(await dataSource.showMigrations()).toBe(false);
  });

  it('has its migrations in the order of their stamps, each stamp once', () => {
    const stamps = dataSource.migrations.map(({ name, constructor }) =>
      Number((name ?? constructor.name).slice(-13)),
    );
    expect(stamps.every(Number.isInteger)).toBe(true);
    expect(stamps).toEqual([...new Set(stamps)].toSorted((one, other) => one - other));
  });
});
