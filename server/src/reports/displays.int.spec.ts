import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from '@visavis/shared/api/page';
import type { CreatedDisplay, DisplayItem, WallReport } from '@visavis/shared/api/wall';
import { io, type Socket } from 'socket.io-client';
import request, { type Response } from 'supertest';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { workerRedis } from '../../test/test-database.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import { DisplaysService } from './displays.service.ts';
import { ReportsModule } from './reports.module.ts';
import { shortName } from './wall.service.ts';

let app: TestApp;
const screens: Socket[] = [];
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportsModule] });
});
beforeEach(() => app.reset());
afterAll(async () => {
  for (const screen of screens) screen.close();
  await app.close();
});

async function create(agent: { id: string }, body: object): Promise<Response> {
  return request(app.url)
    .post('/api/displays')
    .set(await signIn(app, agent))
    .send(body);
}
const wall = (token: string): Promise<Response> =>
  request(app.url)
    .get('/api/wall')
    .set('Authorization', `Bearer ${token}`)
    .then((answer) => answer);

function aScreen(token: string): Socket {
  const screen = io(`${app.url}/wall`, {
    path: '/realtime',
    transports: ['websocket'],
    auth: { token },
    reconnection: false,
    extraHeaders: { origin: app.url },
  });
  screens.push(screen);
  return screen;
}
/** A conversation in which a customer waits, with half an hour left. */
async function waiting(teamId: string): Promise<void> {
  const { id: conversationId } = await aConversation(app, { teamId, status: 'new' });
  const startedAt = app.clock.now();
  const dueAt = new Date(startedAt.getTime() + 30 * 60_000);
  const answer = { answerDueAt: dueAt, answerStartedAt: startedAt, answerWarnAt: dueAt };
  const clock = { metric: 'firstResponse' as const, dueAt, startedAt, warnAt: dueAt, metAt: null };
  await app
    .get(UnitOfWork)
    .run((tx) => app.get(ConversationsService).setDue(tx, [{ conversationId, ...clock, ...answer }]));
}

const once = (screen: Socket, name: string): Promise<unknown> =>
  new Promise((resolve) => screen.once(name, resolve));

describe('a screen on a wall', () => {
  it('shows a lead’s own team to whoever has its link, and nothing else', async () => {
    const own = await aTeam(app, { name: 'Mobilfunk' });
    const other = await aTeam(app);
    const lead = await anAgent(app, { role: 'lead', teamIds: [own.id] });
    await aConversation(app, { teamId: own.id, status: 'new' });
    await aConversation(app, { teamId: other.id, status: 'new' });
    const created = (await create(lead, { name: 'Foyer', teamId: own.id })).body as CreatedDisplay;
    const answer = await wall(created.token);
    expect(answer.status).toBe(200);
    expect(answer.body as WallReport).toMatchObject({ teamName: 'Mobilfunk', openCount: 1, newCount: 1 });
    const elsewhere = await request(app.url)
      .get('/api/conversations')
      .set('Authorization', `Bearer ${created.token}`);
    expect(elsewhere.status).toBe(401);
  });

  it('is given by leads for their teams and by administrators for all', async () => {
    const own = await aTeam(app);
    const other = await aTeam(app);
    const lead = await anAgent(app, { role: 'lead', teamIds: [own.id] });
    expect((await create(lead, { name: 'Foyer', teamId: other.id })).status).toBe(403);
    expect((await create(lead, { name: 'Foyer', teamId: null })).status).toBe(403);
    const admin = await anAgent(app, { role: 'admin' });
    expect((await create(admin, { name: 'Foyer', teamId: null })).status).toBe(201);
    const agent = await anAgent(app, { teamIds: [own.id] });
    expect((await create(agent, { name: 'Foyer', teamId: own.id })).status).toBe(403);
  });

  it('shows nobody who did not agree to the team page', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [] });
    const shown = await anAgent(app, { teamIds: [team.id] });
    const unseen = await anAgent(app, { teamIds: [team.id] });
    await app.database.query(
      `UPDATE face_consent SET withdrawn_at = $2 WHERE agent_id = $1 AND purpose = 'teamPage'`,
      [unseen.id, app.clock.now()],
    );
    const created = (await create(admin, { name: 'Foyer', teamId: team.id })).body as CreatedDisplay;
    const { people, peopleCount } = (await wall(created.token)).body as WallReport;
    expect(people.map(({ id }) => id)).toEqual([shown.id]);
    expect(peopleCount).toBe(2);
  });

  it('of all teams shows no conversation of a closed team, whose own wall does', async () => {
    const [open, closed] = [await aTeam(app), await aTeam(app, { isClosed: true })];
    const admin = await anAgent(app, { role: 'admin', teamIds: [] });
    for (const team of [open, closed]) await waiting(team.id);
    const shown = async (teamId: string | null) => {
      const { token } = (await create(admin, { name: 'Foyer', teamId })).body as CreatedDisplay;
      const { dueNext, waitingCount } = (await wall(token)).body as WallReport;
      return [dueNext.map(({ teamName }) => teamName), waitingCount];
    };
    expect(await shown(null)).toEqual([[open.name], 2]);
    expect(await shown(closed.id)).toEqual([[closed.name], 1]);
    // Nor do those that are due before all others take the place of what may be shown.
    for (let count = 0; count < 9; count += 1) await waiting(closed.id);
    await app.database.query(
      `UPDATE conversation SET answer_due_at = answer_due_at - interval '1 hour' WHERE team_id = $1`,
      [closed.id],
    );
    expect(await shown(null)).toEqual([[open.name], 11]);
  });

  it('goes dark when whoever made its link has left, or when no screen used it for three months', async () => {
    const admin = await anAgent(app, { role: 'admin', teamIds: [] });
    const maker = await anAgent(app, { role: 'admin', displayName: 'Ada Weg' });
    const made = (await create(maker, { name: 'Foyer', teamId: null })).body as CreatedDisplay;
    const unused = (await create(admin, { name: 'Keller', teamId: null })).body as CreatedDisplay;
    expect([made.lapsed, made.createdBy]).toEqual([null, { id: maker.id, name: 'Ada Weg' }]);
    expect((await wall(made.token)).status).toBe(200);
    await app.database.query('UPDATE agent SET deactivated_at = now() WHERE id = $1', [maker.id]);
    await app.database.query(
      `UPDATE display_token SET created_at = $2::timestamptz - interval '91 days' WHERE id = $1`,
      [unused.id, app.clock.now()],
    );
    for (const { token } of [made, unused]) {
      expect((await wall(token)).status).toBe(401);
      expect(((await once(aScreen(token), 'connect_error')) as Error).message).toBe('unauthenticated');
    }
    const { body } = await request(app.url)
      .get('/api/displays')
      .set(await signIn(app, admin));
    const listed = (body as Page<DisplayItem>).items;
    expect(Object.fromEntries(listed.map(({ name, lapsed }) => [name, lapsed]))).toEqual({
      Foyer: 'makerLeft',
      Keller: 'unused',
    });
  });

  it('hears that figures are old, and is put out when its link is revoked', async () => {
    const admin = await anAgent(app, { role: 'admin' });
    const created = (await create(admin, { name: 'Foyer', teamId: null })).body as CreatedDisplay;
    const screen = aScreen(created.token);
    await once(screen, 'connect');
    const told = once(screen, 'report.stale');
    app.get(RealtimeServer).pushToDisplays({ type: 'report.stale', report: 'live' });
    expect(await told).toMatchObject({ report: 'live' });
    const gone = once(screen, 'disconnect');
    const revoked = await request(app.url)
      .delete(`/api/displays/${created.id}`)
      .set(await signIn(app, admin));
    expect(revoked.status).toBe(204);
    await gone;
    expect((await wall(created.token)).status).toBe(401);
    const refused = (await once(aScreen(created.token), 'connect_error')) as Error;
    expect(refused.message).toBe('unauthenticated');
  });

  // Several processes meet in Redis, so this is asked in the run that has one.
  if (workerRedis() !== null) {
    it('hears a worker that has no screens, and goes dark when another process revokes its link', async () => {
      const admin = await anAgent(app, { role: 'admin' });
      const created = (await create(admin, { name: 'Foyer', teamId: null })).body as CreatedDisplay;
      const screen = aScreen(created.token);
      await once(screen, 'connect');
      const other = await createTestApp({ modules: [ReportsModule], keepData: true });
      const told = once(screen, 'report.stale');
      other.get(RealtimeServer).pushToDisplays({ type: 'report.stale', report: 'live' });
      expect(await told).toMatchObject({ report: 'live' });
      const gone = once(screen, 'disconnect');
      await other
        .get(DisplaysService)
        .revoke({ agentId: admin.id, role: 'admin', teamIds: [], sessionId: 'elsewhere' }, created.id);
      await gone;
      expect((await wall(created.token)).status).toBe(401);
      await other.close();
    });
  }

  it('names customers by first name and initial', () => {
    expect(['Ronny Kaiser', 'm.krause', ' Derya  von Öztürk '].map(shortName)).toEqual([
      'Ronny K.',
      'm.krause',
      'Derya Ö.',
    ]);
  });
});
