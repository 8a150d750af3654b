import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ownDatabase } from '../../test/test-database.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { dataSourceOptions } from '../platform/database/data-source-options.ts';
import { migrate } from '../platform/database/migrate.ts';
import { OrganisationFace1795220010000 } from '../platform/database/migrations/1795220010000-organisation-face.ts';
import { migrations } from '../platform/database/migrations/index.ts';

let before: DataSource;
let after: DataSource;

beforeAll(async () => {
  const url = await ownDatabase('demo_screens', 'empty');
  const at = migrations.indexOf(OrganisationFace1795220010000);
  before = await new DataSource({
    ...dataSourceOptions(url),
    migrations: migrations.slice(0, at),
  }).initialize();
  await migrate(before);
  await before.query(
    `INSERT INTO organisation (id, name, locale, time_zone, form_of_address, is_demo, created_at)
     VALUES ($1, 'Brückenfunk hilft', 'de', 'Europe/Berlin', 'du', true, now())`,
    [newId()],
  );
  after = await new DataSource(dataSourceOptions(url)).initialize();
  await migrate(after);
}, 60_000);
afterAll(async () => {
  await before.destroy();
  await after.destroy();
});

describe('a demonstration from before screens were asked for', () => {
  it('keeps its invented people there without one', async () => {
    const rows = await after.query<{ minutes: number | null }[]>(
      'SELECT away_without_screen_minutes AS minutes FROM organisation',
    );
    expect(rows).toEqual([{ minutes: null }]);
  });
});
