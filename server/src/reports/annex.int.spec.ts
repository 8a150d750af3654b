import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataCategories } from '@visavis/shared/reports/data-categories';
import request from 'supertest';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  await anOrganisation(app);
});
afterAll(() => app.close());

async function ask(agent: { id: string }, locale?: string) {
  return request(app.url)
    .get('/api/reports/works-agreement')
    .query(locale === undefined ? {} : { locale })
    .set(await signIn(app, agent));
}

describe('the annex for a works agreement', () => {
  it('leaves out no table that names one of our people, and names none twice or that is none', async () => {
    // Some name them without a foreign key, such as a list of them. A channel is streamed by a process.
    const rows = await app.database.query<{ name: string }>(
      `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
       WHERE contype = 'f' AND confrelid = 'agent'::regclass UNION SELECT 'agent'
       UNION SELECT table_name FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type IN ('uuid', 'ARRAY')
         AND column_name ~ '(agent|assignee|person|people|author|owner|helper)(_id|_ids)?$|_by$'
         AND (table_name, column_name) <> ('channel', 'streaming_by')`,
    );
    expect(dataCategories.flatMap(({ tables }) => tables).toSorted()).toEqual(
      rows.map(({ name }) => name).toSorted(),
    );
  });

  it('says how the installation is set up at this moment', async () => {
    const team = await aTeam(app, { name: 'Festnetz <b>' });
    await anAgent(app, { role: 'lead', teamIds: [team.id], displayName: 'Sabine Krüger' });
    await anAgent(app, { teamIds: [team.id], displayName: 'Jana Berger' });
    const admin = await anAgent(app, { role: 'admin', teamIds: [] });
    await app.database.query(`UPDATE organisation SET away_without_screen_minutes = 15`);
    const page = await ask(admin);
    expect(page.text).toContain('nach 15 Minuten als abwesend');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('Festnetz &lt;b&gt; (2): Sabine Krüger');
    // Who works there is nobody's business who reads an agreement.
    expect(page.text).not.toContain('Jana Berger');

    await app.database.query(`UPDATE organisation SET away_without_screen_minutes = NULL`);
    const english = await ask(admin, 'en');
    expect(english.text).toContain('Nobody is set to away by themselves.');
    expect(english.text).toContain('<html lang="en">');
  });

  it('is for administrators', async () => {
    expect((await ask(await anAgent(app, { role: 'lead' }))).status).toBe(403);
  });
});
