import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from '@visavis/shared/api/page';
import type { UnlockedFigures, UnlockItem, UnlockOnMe } from '@visavis/shared/api/unlocks';
import { metricIds } from '@visavis/shared/reports/metrics';
import request from 'supertest';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { listRoutes } from '../../test/list-routes.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord, Team } from '../agents/agent.types.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { RollupsService } from './rollups.service.ts';

const HOUR = 3_600_000;
const purpose = 'Prüfen, warum eine Kundin zwei Wochen wartete';
const span = { from: '2026-11-01', to: '2026-11-20' };

let app: TestApp;
let team: Team;
let lead: AgentRecord;
let admin: AgentRecord;
let jana: AgentRecord;
beforeAll(async () => {
  app = await createTestApp();
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app);
  app.clock.set('2026-11-20T10:00:00Z');
  team = await aTeam(app);
  lead = await anAgent(app, { role: 'lead', teamIds: [team.id], displayName: 'Sabine Unverwechselbar' });
  admin = await anAgent(app, { role: 'admin', displayName: 'Ada Unverwechselbar' });
  jana = await anAgent(app, { teamIds: [team.id], displayName: 'Jana Unverwechselbar' });
});
afterAll(() => app.close());

async function call(agent: { id: string }, method: 'get' | 'post' | 'delete', path: string, body?: object) {
  const asked = request(app.url)
    [method](path)
    .set(await signIn(app, agent));
  return body === undefined ? asked : asked.send(body);
}
const ask = async (agent: { id: string } = lead, given: object = {}) =>
  call(agent, 'post', '/api/report-unlocks', { teamId: team.id, ...span, purpose, hours: 4, ...given });
const decide = (agent: { id: string }, id: string, isApproved = true) =>
  call(agent, 'post', `/api/report-unlocks/${id}/decision`, { isApproved });
const look = (agent: { id: string }, id: string) =>
  call(agent, 'post', `/api/report-unlocks/${id}/looks`, {});
const opened = async (): Promise<string> => {
  const { id } = (await ask()).body as UnlockItem;
  expect((await decide(admin, id)).status).toBe(200);
  return id;
};
const onMe = async (agent: { id: string }): Promise<UnlockOnMe[]> =>
  ((await call(agent, 'get', '/api/report-unlocks/mine')).body as Page<UnlockOnMe>).items;
const looksKept = async (): Promise<number> => {
  const [row] = await app.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM report_look`);
  return row!.count;
};

/** A conversation of the team that somebody answered in time on the 18th. */
async function answered(by: AgentRecord): Promise<void> {
  const { id } = await aConversation(app, { teamId: team.id });
  await app.database.query(`UPDATE conversation SET assignee_id = $2 WHERE id = $1`, [id, by.id]);
  const reply = newId();
  await app.database.query(
    `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, agent_id,
       author_snapshot, delivery_state, text, posted_at, ordered_at, received_at)
     SELECT v.id, c.id, c.channel_id, v.id::text, v.type, 'public', 1, v.agent_id, CASE WHEN v.type = 'reply' THEN '{}'::jsonb END,
       CASE WHEN v.type = 'reply' THEN 'sent' END, 'x', v.at, v.at, v.at
     FROM conversation c, (VALUES ($2::uuid, 'inbound', NULL::uuid, '2026-11-18T09:00:00Z'::timestamptz),
       ($3::uuid, 'reply', $4::uuid, '2026-11-18T09:30:00Z'::timestamptz)) v(id, type, agent_id, at)
     WHERE c.id = $1`,
    [id, newId(), reply, by.id],
  );
  await app.database.query(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
       fetch_delay_ms, deadline_at, met_at, met_by_message_id)
     VALUES ($1::uuid, $2, 'firstResponse', 1, $1::uuid, 'Standard', $4, 60, '2026-11-18T09:00:00Z', 0,
       '2026-11-18T10:00:00Z', '2026-11-18T09:30:00Z', $3)`,
    [
      newId(),
      id,
      reply,
      JSON.stringify({ timeZone: 'Europe/Berlin', weekly: { mon: [['00:00', '24:00']] }, holidays: [] }),
    ],
  );
  await app.get(RollupsService).count([id]);
}

describe('figures of single people', () => {
  it('are shown to whoever asked once an administrator agreed, in the order of names', async () => {
    const zora = await anAgent(app, { teamIds: [team.id], displayName: 'Zora Unverwechselbar' });
    for (const person of [zora, jana, zora]) await answered(person);
    const { body, status } = await look(lead, await opened());
    expect(status).toBe(200);
    const { people, unlock } = body as UnlockedFigures;
    expect(unlock).toMatchObject({ state: 'open', lookCount: 1, purpose });
    expect(people).toEqual([
      {
        person: { id: jana.id, name: jana.displayName },
        replies: 1,
        conversations: 1,
        dueCount: 1,
        keptCount: 1,
      },
      {
        person: { id: zora.id, name: zora.displayName },
        replies: 2,
        conversations: 2,
        dueCount: 2,
        keptCount: 2,
      },
    ]);
  });

  it('stay closed until it is agreed, when it is refused, and to everybody else', async () => {
    await answered(jana);
    const { id } = (await ask()).body as UnlockItem;
    expect((await look(lead, id)).status).toBe(403);
    expect((await decide(admin, id, false)).status).toBe(200);
    expect((await look(lead, id)).status).toBe(403);
    const open = await opened();
    const other = await anAgent(app, { role: 'lead', teamIds: [team.id] });
    for (const somebody of [admin, other, jana]) expect((await look(somebody, open)).status).toBe(403);
    expect(await looksKept()).toBe(0);
  });

  it('take two people: nobody agrees to what they asked for, not even in the database', async () => {
    const { id } = (await ask(admin)).body as UnlockItem;
    expect((await decide(admin, id)).status).toBe(403);
    expect((await decide(lead, id)).status).toBe(403);
    await expect(
      app.database.query(
        `UPDATE report_unlock SET decided_by = asked_by, decided_at = asked_at WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('ck_report_unlock_two_people');
    const second = await anAgent(app, { role: 'admin' });
    expect((await decide(second, id)).status).toBe(200);
    expect((await decide(second, id)).status).toBe(409);
  });

  it('close by themselves when their hours are over', async () => {
    const id = await opened();
    app.clock.set(new Date(Date.parse('2026-11-20T10:00:00Z') + 4 * HOUR - 1));
    expect((await look(lead, id)).status).toBe(200);
    app.clock.set(new Date(Date.parse('2026-11-20T10:00:00Z') + 4 * HOUR));
    expect((await look(lead, id)).status).toBe(403);
    await expect(
      app.database.query(`UPDATE report_unlock SET expires_at = expires_at + interval '1 second'`),
    ).rejects.toThrow('ck_report_unlock_expires');
  });

  it('cannot be agreed to a week later', async () => {
    const { id } = (await ask()).body as UnlockItem;
    app.clock.set('2026-11-27T10:00:00Z');
    expect((await decide(admin, id)).status).toBe(409);
  });

  it('close when somebody ends them, or no longer leads the team', async () => {
    const first = await opened();
    expect((await call(admin, 'delete', `/api/report-unlocks/${first}`)).status).toBe(204);
    expect((await look(lead, first)).status).toBe(403);
    const second = await opened();
    await app.database.query(`DELETE FROM team_member WHERE agent_id = $1`, [lead.id]);
    expect((await look(lead, second)).status).toBe(403);
  });

  it('leave a trace at each look that those who were shown can see, and nobody else', async () => {
    await answered(jana);
    const moved = await anAgent(app, { teamIds: [team.id] });
    const id = await opened();
    expect(await onMe(jana)).toMatchObject([{ id, purpose, looks: [], state: 'open' }]);
    await look(lead, id);
    app.clock.set('2026-11-20T11:00:00Z');
    await look(lead, id);
    await app.database.query(`DELETE FROM team_member WHERE agent_id = ANY($1)`, [[jana.id, moved.id]]);
    expect(await onMe(jana)).toEqual([
      {
        id,
        state: 'open',
        team: { id: team.id, name: team.name },
        ...span,
        purpose,
        askedBy: { id: lead.id, name: lead.displayName },
        decidedBy: { id: admin.id, name: admin.displayName },
        decidedAt: '2026-11-20T10:00:00.000Z',
        expiresAt: '2026-11-20T14:00:00.000Z',
        looks: ['2026-11-20T11:00:00.000Z', '2026-11-20T10:00:00.000Z'],
      },
    ]);
    expect(await onMe(moved)).toEqual([]);
  });

  it('are asked for with a purpose, of one’s own team, for some hours and at most a quarter', async () => {
    const other = await aTeam(app);
    expect((await ask(lead, { teamId: other.id })).status).toBe(403);
    expect((await ask(admin, { teamId: newId() })).status).toBe(404);
    expect((await ask(lead, { purpose: 'so halt' })).status).toBe(400);
    expect((await ask(lead, { hours: 25 })).status).toBe(400);
    expect((await ask(lead, { from: '2026-01-01' })).status).toBe(422);
    expect((await ask(jana)).status).toBe(403);
  });

  it('are told by no report, whoever asks, without such a look', async () => {
    const people = [jana];
    for (let count = 0; count < 6; count += 1)
      people.push(await anAgent(app, { teamIds: [team.id], displayName: `Person ${count} Unverwechselbar` }));
    for (const person of people) await answered(person);
    const reports = listRoutes(app.app).filter(
      ({ method, path }) => method === 'GET' && /^\/api\/(reports|saved-reports|wall)/.test(path),
    );
    expect(reports.length).toBeGreaterThan(6);
    const queries = [
      ...['team', 'channel', 'kind', 'language', 'tag', 'policy', 'hour'].map((groupBy) => ({ groupBy })),
      ...metricIds.map((metric) => ({ groupBy: 'team', metric })),
    ].map((query) => ({ period: '28', compare: 'previous', figure: 'waiting', ...query }));
    const told = new RegExp(
      people.flatMap(({ id, displayName, publicName }) => [id, displayName, publicName]).join('|'),
    );
    for (const { path } of reports)
      for (const agent of [admin, lead])
        for (const query of path === '/api/reports/figures' || path === '/api/reports/conversations'
          ? queries
          : [queries[0]!]) {
          const answer = await request(app.url)
            .get(path)
            .query(query)
            .set(await signIn(app, agent));
          expect(`${path} ${answer.text}`).not.toMatch(told);
        }
    expect(await looksKept()).toBe(0);
  });
});
