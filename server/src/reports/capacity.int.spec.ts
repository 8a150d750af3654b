import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CapacityPlan } from '@visavis/shared/api/capacity';
import request from 'supertest';
import { explain } from '../../test/explain.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { TURNS_STATEMENT } from './capacity.repository.ts';
import { ReportFiguresModule } from './report-figures.module.ts';

let app: TestApp;
let team: { id: string };
let lead: { id: string };
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportFiguresModule] });
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app);
  // A Friday.
  app.clock.set('2026-11-20T10:00:00Z');
  team = await aTeam(app);
  lead = await anAgent(app, { role: 'lead', teamIds: [team.id] });
});
afterAll(() => app.close());

/** So many turns a day in one hour, on each of these days. */
async function counted(
  from: string,
  to: string,
  hour: number,
  turns: number,
  teamId = team.id,
): Promise<void> {
  await app.database.query(
    `INSERT INTO report_rollup (dimension, grain, day, team_id, value, measure, bucket, n)
     SELECT d.dimension, 'day', day::date, $5, d.value, 'turns', 0, $4
     FROM generate_series($1::timestamp, $2::timestamp, '1 day') day
     CROSS JOIN (VALUES ('all', ''), ('hour', lpad($3::text, 2, '0'))) d(dimension, value)
     ON CONFLICT ON CONSTRAINT pk_report_rollup DO UPDATE SET n = report_rollup.n + excluded.n`,
    [from, to, hour, turns, teamId],
  );
}

async function shift(agentId: string, from: string, to: string): Promise<void> {
  await app.database.query(
    `INSERT INTO shift (id, agent_id, team_id, starts_at, ends_at, planned_at) VALUES ($1, $2, $3, $4, $5, $4)`,
    [newId(), agentId, team.id, from, to],
  );
}

async function ask(agent: { id: string }, query: Record<string, string> = {}) {
  return request(app.url)
    .get('/api/reports/capacity')
    .query(query)
    .set(await signIn(app, agent));
}
const plan = async (query: Record<string, string> = {}): Promise<CapacityPlan> =>
  (await ask(lead, query)).body as CapacityPlan;
const at = ({ hours }: CapacityPlan, day: string, hour: number) =>
  hours.find((one) => one.day === day && one.hour === hour);

describe('the capacity plan', () => {
  it('says how many people each hour takes beside those who are planned', async () => {
    await counted('2026-09-01', '2026-11-19', 9, 200);
    const person = await anAgent(app, { teamIds: [team.id] });
    await shift(person.id, '2026-11-23T08:30:00Z', '2026-11-23T16:00:00Z');
    const found = await plan({
      week: '2026-11-25',
      handlingMinutes: '3',
      targetMinutes: '1',
      goalPercent: '80',
      breakPercent: '0',
    });
    expect(found).toMatchObject({
      team: { id: team.id },
      week: '2026-11-23',
      timeZone: 'Europe/Berlin',
      basis: { from: '2026-09-25', to: '2026-11-19', weeks: 8, turns: 200 * 56, isEnough: true },
    });
    expect(found.hours).toHaveLength(168);
    // 10 Erlangs and one minute: 13 people answer 90 %, 12 of them 77 %.
    expect(at(found, '2026-11-23', 9)).toEqual({
      day: '2026-11-23',
      hour: 9,
      arrivals: 200,
      needed: 13,
      planned: 0.5,
    });
    expect(at(found, '2026-11-23', 10)).toMatchObject({ arrivals: 0, needed: 0, planned: 1 });
  });

  it('adds those who are on a break, and leaves out who is absent', async () => {
    await counted('2026-10-01', '2026-11-19', 9, 200);
    const person = await anAgent(app, { teamIds: [team.id] });
    await shift(person.id, '2026-11-23T08:00:00Z', '2026-11-23T16:00:00Z');
    await app.database.query(
      `INSERT INTO absence (id, agent_id, kind, starts_at, ends_at, planned_at)
       VALUES ($1, $2, 'sick', '2026-11-23T00:00:00Z', '2026-11-23T10:00:00Z', '2026-11-23T00:00:00Z')`,
      [newId(), person.id],
    );
    const terms = { week: '2026-11-23', handlingMinutes: '3', targetMinutes: '1', goalPercent: '80' };
    const found = await plan({ ...terms, breakPercent: '20' });
    expect(at(found, '2026-11-23', 9)).toMatchObject({ needed: 17, planned: 0 });
    expect(at(found, '2026-11-23', 11)).toMatchObject({ planned: 1 });
  });

  it('plans nobody for an hour in which something comes less than once in four weeks', async () => {
    await counted('2026-09-01', '2026-11-19', 9, 10);
    await counted('2026-11-09', '2026-11-09', 3, 1);
    await counted('2026-11-09', '2026-11-10', 4, 1);
    await counted('2026-11-02', '2026-11-02', 4, 1);
    const found = await plan({ week: '2026-11-23' });
    expect(at(found, '2026-11-23', 3)).toMatchObject({ arrivals: 0.1, needed: 0 });
    expect(at(found, '2026-11-23', 4)).toMatchObject({ arrivals: 0.3, needed: 2 });
  });

  it('takes only the weeks that were counted, and says so where they are too few', async () => {
    await counted('2026-11-01', '2026-11-19', 9, 10);
    expect((await plan()).basis).toEqual({
      from: '2026-11-06',
      to: '2026-11-19',
      weeks: 2,
      turns: 140,
      isEnough: true,
    });
    await app.database.query(`DELETE FROM report_rollup WHERE day < '2026-11-08'`);
    const found = await plan();
    expect(found.basis).toMatchObject({ weeks: 1, isEnough: false });
    expect(found.hours).toEqual([]);
  });

  it('plans the night in which the clocks change by the hours that there are', async () => {
    await counted('2026-10-01', '2026-11-19', 2, 10);
    const spring = await plan({ week: '2027-03-28' });
    expect(at(spring, '2027-03-28', 2)).toBeUndefined();
    expect(spring.hours).toHaveLength(167);
    const autumn = await plan({ week: '2026-10-25' });
    expect(autumn.hours).toHaveLength(168);
  });

  it('is for the teams that somebody leads', async () => {
    const other = await aTeam(app);
    expect((await ask(lead, { teamId: other.id })).status).toBe(403);
    const found = await plan();
    expect(found.teams.map(({ id }) => id)).toEqual([team.id]);
    const admin = await anAgent(app, { role: 'admin' });
    expect((await ask(admin, { teamId: other.id })).status).toBe(200);
    expect((await ask(admin, { teamId: newId() })).status).toBe(404);
    expect((await ask(await anAgent(app, { teamIds: [team.id] }))).status).toBe(403);
  });

  it('is empty for a lead of no team', async () => {
    const nobody = await anAgent(app, { role: 'lead', teamIds: [] });
    const { status, body } = await ask(nobody);
    expect([status, (body as CapacityPlan).team, (body as CapacityPlan).hours]).toEqual([200, null, []]);
  });

  it.each([
    ['handlingMinutes', '0'],
    ['goalPercent', '100'],
    ['weeks', '5'],
    ['week', '2026-02-30'],
  ])('refuses a %s of %s', async (name, value) => {
    expect((await ask(lead, { [name]: value })).status).toBe(400);
  });

  it('reads the sums by their key', async () => {
    await app.database.query(
      `INSERT INTO report_rollup (dimension, grain, day, team_id, value, measure, bucket, n)
       SELECT 'hour', 'day', '2025-11-01'::date + n / 24, md5('team' || t)::uuid, lpad((n % 24)::text, 2, '0'), m, 0, 1
       FROM generate_series(0, 365 * 24) n CROSS JOIN generate_series(0, 4) t
       CROSS JOIN (VALUES ('turns'), ('messages')) v(m)`,
    );
    await app.database.query('VACUUM ANALYZE report_rollup');
    const { scanned, blocks } = await explain(app, TURNS_STATEMENT, [team.id, '2026-09-01', '2026-10-01']);
    expect(scanned).toEqual([]);
    expect(blocks).toBeLessThan(500);
  });
});
