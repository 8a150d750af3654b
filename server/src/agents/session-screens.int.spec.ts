import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import request from 'supertest';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from './agent.types.ts';
import { AgentsModule } from './agents.module.ts';
import { EndedScreensService } from './ended-screens.service.ts';

let app: TestApp;
let jana: AgentRecord;
const open: Socket[] = [];
beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule] });
});
beforeEach(async () => {
  await app.reset();
  jana = await anAgent(app);
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});
afterAll(() => app.close());

/** A screen that tries once; resolves when it is connected, rejects with the server's reason. */
async function screen(headers: Partial<SignedInHeaders>): Promise<Socket> {
  const socket = io(app.url, {
    path: '/realtime',
    transports: ['websocket'],
    extraHeaders: { Origin: app.url, ...headers },
    reconnection: false,
  });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

const reasonOfClosing = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once('disconnect', resolve));

describe('the screens of a session', () => {
  test('are closed the moment it is revoked, and only its own', async () => {
    const [here, there] = [await signIn(app, jana), await signIn(app, jana)];
    const [mine, theirs] = [await screen(here), await screen(there)];
    const listed = (await request(app.url).get('/api/sessions').set(here)).body.items as {
      id: string;
      isCurrent: boolean;
    }[];
    expect(listed.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    const other = listed.find(({ isCurrent }) => !isCurrent)!;

    const closed = reasonOfClosing(theirs);
    await request(app.url).delete(`/api/sessions/${other.id}`).set(here).expect(204);

    expect(await closed).toBe('io server disconnect');
    expect(mine.connected).toBe(true);
    await expect(screen(there)).rejects.toThrow('unauthenticated');
  });

  test('are closed when the password changes elsewhere', async () => {
    const [here, there] = [await signIn(app, jana), await signIn(app, jana)];
    const theirs = await screen(there);
    const closed = reasonOfClosing(theirs);
    await request(app.url)
      .post('/api/me/password')
      .set(here)
      .send({ currentPassword: 'a quiet afternoon', newPassword: 'five green bottles' })
      .expect(204);
    expect(await closed).toBe('io server disconnect');
  });

  test('connect anew when teams or role change, because what they hear is decided then', async () => {
    const admin = await signIn(app, await anAgent(app, { role: 'admin' }));
    const [team, hers] = [await aTeam(app, { isClosed: true }), await signIn(app, jana)];
    const changes: [string, object][] = [
      [`/api/teams/${team.id}`, { memberIds: [jana.id] }],
      [`/api/agents/${jana.id}`, { role: 'lead' }],
      [`/api/teams/${team.id}`, { isClosed: false }],
    ];
    for (const [path, body] of changes) {
      const closed = reasonOfClosing(await screen(hers));
      await request(app.url).patch(path).set(admin).send(body).expect(200);
      expect(await closed).toBe('io server disconnect');
    }
  });

  test('are closed when it runs out while the tab is left open, and only then', async () => {
    const hers = await signIn(app, jana);
    const left = await screen(hers);
    app.clock.advance({ hours: 24 * 6 });
    await app.get(EndedScreensService).close();
    const his = await screen(await signIn(app, await anAgent(app)));
    app.clock.advance({ hours: 24 * 2 });
    const closed = reasonOfClosing(left);
    await app.get(EndedScreensService).close();
    expect(await closed).toBe('io server disconnect');
    expect(his.connected).toBe(true);
    await expect(screen(hers)).rejects.toThrow('unauthenticated');
  });

  test('do not open without a session', async () => {
    await expect(screen({})).rejects.toThrow('unauthenticated');
    await expect(screen({ Cookie: 'visavis_session=made-up' })).rejects.toThrow('unauthenticated');
  });
});

test('somebody else’s session can be neither seen nor ended', async () => {
  const [hers, his] = [await signIn(app, jana), await signIn(app, await anAgent(app))];
  const [session] = (await request(app.url).get('/api/sessions').set(hers)).body.items as { id: string }[];
  expect((await request(app.url).delete(`/api/sessions/${session!.id}`).set(his)).status).toBe(404);
  expect((await request(app.url).get('/api/sessions').set(his)).body.items).toHaveLength(1);
});
