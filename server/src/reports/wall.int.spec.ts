import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CreatedDisplay, WallReport } from '@visavis/shared/api/wall';
import { io, type Socket } from 'socket.io-client';
import request from 'supertest';
import { aChannelRow } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { InboxPushes } from '../inbox/inbox.pushes.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ReportsModule } from './reports.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportsModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const once = (screen: Socket, name: string): Promise<unknown> =>
  new Promise((resolve) => screen.once(name, resolve));

describe('what a screen on a wall hears', () => {
  it('is at once that a channel broke, when nothing else happens', async () => {
    const admin = await anAgent(app, { role: 'admin' });
    const channelId = await aChannelRow(app, { teamId: (await aTeam(app)).id });
    const { token } = (
      await request(app.url)
        .post('/api/displays')
        .set(await signIn(app, admin))
        .send({ name: 'Foyer', teamId: null })
    ).body as CreatedDisplay;
    const screen = io(`${app.url}/wall`, {
      path: '/realtime',
      transports: ['websocket'],
      auth: { token },
      reconnection: false,
      extraHeaders: { origin: app.url },
    });
    await once(screen, 'connect');
    // Whatever came before has been told.
    await app.settle();
    await app.get(InboxPushes).settled();
    const told = once(screen, 'report.stale');
    await app
      .get(UnitOfWork)
      .run((tx) => app.get(ChannelsService).reportHealth(tx, channelId, 'reconnect', 'auth'));
    await app.settle();
    await app.get(InboxPushes).settled();
    expect(await told).toMatchObject({ report: 'live' });
    screen.close();
    const answer = await request(app.url).get('/api/wall').set('Authorization', `Bearer ${token}`);
    expect((answer.body as WallReport).troubles).toMatchObject([
      { channel: { id: channelId }, state: 'reconnect' },
    ]);
  });
});
