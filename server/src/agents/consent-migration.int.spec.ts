import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { migratedDatabase } from '../../test/migrated-database.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { Consent1795220020000 } from '../platform/database/migrations/1795220020000-consent.ts';

interface Person {
  id: string;
  mark: string;
}

let after: DataSource;

/** An installation from before anybody was asked: with a photo, without one, and left with a photo still there. */
async function aPerson(
  before: DataSource,
  mark: string,
  given: { photo: boolean; left: boolean },
): Promise<Person> {
  const id = newId();
  const [since, leftAt] = ['2026-01-01T00:00:00Z', given.left ? '2026-06-01T00:00:00Z' : null];
  await before.query(
    `INSERT INTO agent (id, email, role, display_name, public_name, mark, availability_since, face_version, deactivated_at, created_at)
     VALUES ($1, lower($2) || '@brueckenfunk.example', 'agent', $2, $2, $2, $3, $4, $5, $3)`,
    [id, mark, since, given.photo ? 1 : 0, leftAt],
  );
  if (given.photo) {
    const mediaId = newId();
    await before.query(
      `INSERT INTO media (id, kind, state, mime_type, bytes, width, height, alt, owner_agent_id, created_at)
       VALUES ($1, 'face', 'ready', 'image/webp', 1, 512, 512, '', $2, $3)`,
      [mediaId, id, since],
    );
    await before.query('INSERT INTO face (agent_id, version, media_id, created_at) VALUES ($1, 1, $2, $3)', [
      id,
      mediaId,
      since,
    ]);
  }
  return { id, mark };
}

beforeAll(async () => {
  after = await migratedDatabase('consent', Consent1795220020000, async (before) => {
    await aPerson(before, 'MP', { photo: true, left: false });
    await aPerson(before, 'OP', { photo: false, left: false });
    await aPerson(before, 'LP', { photo: true, left: true });
  });
});
afterAll(() => after.destroy());

describe('an installation from before consent by purpose', () => {
  it('keeps showing photos for what their sentence named, and nothing else of anybody', async () => {
    const rows = await after.query<{ mark: string; purpose: string; form: string }[]>(
      `SELECT a.mark, c.purpose, c.form FROM face_consent c JOIN agent a ON a.id = c.agent_id ORDER BY c.purpose`,
    );
    expect(rows.map(({ mark, purpose, form }) => [mark, purpose, form])).toEqual([
      ['MP', 'checkPage', 'portrait'],
      ['MP', 'replies', 'portrait'],
    ]);
  });

  it('erases the photos of those who had left', async () => {
    const photos = await after.query<{ mark: string }[]>(
      `SELECT a.mark FROM media m JOIN agent a ON a.id = m.owner_agent_id WHERE m.kind = 'face'`,
    );
    expect(photos).toEqual([{ mark: 'MP' }]);
    expect(await after.query(`SELECT face_version FROM agent WHERE mark = 'LP'`)).toEqual([
      { face_version: 0 },
    ]);
  });
});
