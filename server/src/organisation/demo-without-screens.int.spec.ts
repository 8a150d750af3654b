import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { migratedDatabase } from '../../test/migrated-database.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { OrganisationFace1795220010000 } from '../platform/database/migrations/1795220010000-organisation-face.ts';

let after: DataSource;

beforeAll(async () => {
  after = await migratedDatabase('demo_screens', OrganisationFace1795220010000, async (before) => {
    await before.query(
      `INSERT INTO organisation (id, name, locale, time_zone, form_of_address, is_demo, created_at)
       VALUES ($1, 'Brückenfunk hilft', 'de', 'Europe/Berlin', 'du', true, now())`,
      [newId()],
    );
  });
});
afterAll(() => after.destroy());

describe('a demonstration from before screens were asked for', () => {
  it('keeps its invented people there without one', async () => {
    const rows = await after.query<{ minutes: number | null }[]>(
      'SELECT away_without_screen_minutes AS minutes FROM organisation',
    );
    expect(rows).toEqual([{ minutes: null }]);
  });
});
