import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChannelHealthState } from '@visavis/shared/api/channels';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anAlertRule } from '../../test/factories/an-alert.ts';
import { startAlertReceiver } from '../../test/fakes/alert-receiver.ts';
import { startMailServer } from '../../test/fakes/smtp-server.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { MailService } from '../organisation/mail.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { AlertWebhooksService } from './alert-webhooks.service.ts';
import { MailNoticesService } from './mail-notices.service.ts';
import { NoticesService } from './notices.service.ts';
import { NotificationsModule } from './notifications.module.ts';
import { TellAlertsService } from './tell-alerts.service.ts';

let app: TestApp;
let sabine: AgentRecord;
let jana: AgentRecord;
const running: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  app = await createTestApp({ modules: [ChannelsModule, NotificationsModule] });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  app.clock.set('2026-11-20T10:00:00Z');
  sabine = await anAgent(app, { role: 'lead', email: 'sabine@brueckenfunk.example' });
  jana = await anAgent(app);
});
afterEach(() => Promise.all(running.splice(0).map((stop) => stop())));

const rule = (given: Parameters<typeof anAlertRule>[1] = {}) =>
  anAlertRule(app, { on: 'channelDown', ...given });

async function report(channelId: string, state: ChannelHealthState, reason: string | null = null) {
  await app.get(UnitOfWork).run((tx) => app.get(ChannelsService).reportHealth(tx, channelId, state, reason));
  await app.settle();
}

/** Time goes by, and what has become due is told. */
async function after(minutes: number): Promise<void> {
  app.clock.advance({ minutes, seconds: 2 });
  await app.get(TellAlertsService).tell();
  await app.settle();
}

const noticesOf = async (agent: AgentRecord) => (await app.get(NoticesService).list(agent.id, {})).items;

describe('a channel in trouble', () => {
  it('is told to the leads of its team, and to nobody else', async () => {
    await rule();
    const other = await aTeam(app);
    const stranger = await anAgent(app, { role: 'lead', teamIds: [other.id] });
    const channel = await aChannel(app, { name: 'Mastodon' });
    await report(channel.id, 'reconnect', 'auth');
    await after(0);
    expect(await noticesOf(sabine)).toMatchObject([
      { kind: 'channelDown', count: 1, conversation: null, channel: { id: channel.id, name: 'Mastodon' } },
    ]);
    expect([await noticesOf(stranger), await noticesOf(jana)]).toEqual([[], []]);
    expect(await app.get(NoticesService).count(sabine.id)).toEqual({ unseen: 1, unseenMentions: 0 });
    await app.get(NoticesService).markSeen(sabine.id, {});
    expect(await app.get(NoticesService).count(sabine.id)).toMatchObject({ unseen: 0 });
  });

  it('is told to chosen people, and where a team has no lead to the administrators', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [] });
    await rule();
    await rule({ to: 'group', agentIds: [jana.id] });
    await report((await aChannel(app, { teamId: team.id })).id, 'reconnect', 'auth');
    await after(0);
    expect([await noticesOf(jana), await noticesOf(admin), await noticesOf(sabine)]).toMatchObject([
      [{ kind: 'channelDown' }],
      [{ kind: 'channelDown' }],
      [],
    ]);
  });

  it('that may mend itself is told after five minutes, and not when it has', async () => {
    await rule();
    const [brief, lasting] = [await aChannel(app), await aChannel(app, { name: 'Bewertungen' })];
    await report(brief.id, 'degraded', 'transient');
    await report(lasting.id, 'degraded', 'rateLimited');
    await after(3);
    expect(await noticesOf(sabine)).toEqual([]);
    await report(brief.id, 'healthy');
    await after(3);
    expect(await noticesOf(sabine)).toMatchObject([{ count: 1, channel: { name: 'Bewertungen' } }]);
  });

  it('is no news any more when it works again before anybody looked', async () => {
    await rule();
    const [one, other] = [await aChannel(app), await aChannel(app)];
    await report(one.id, 'reconnect', 'auth');
    await after(0);
    // Later than what would join it.
    app.clock.advance({ minutes: 2 });
    await report(other.id, 'reconnect', 'auth');
    await after(0);
    const unseen = async () => (await app.get(NoticesService).count(sabine.id)).unseen;
    expect(await unseen()).toBe(2);
    await report(one.id, 'healthy');
    expect(await unseen()).toBe(1);
    // Worse is not well.
    await report(other.id, 'degraded', 'transient');
    expect(await unseen()).toBe(1);
  });

  it('is told at once when what came before it had mended itself and was told to nobody', async () => {
    await rule();
    const { id } = await aChannel(app);
    await report(id, 'degraded', 'transient');
    await after(3);
    await report(id, 'healthy');
    await after(3);
    await report(id, 'reconnect', 'auth');
    await after(0);
    expect(await noticesOf(sabine)).toMatchObject([{ kind: 'channelDown', count: 1 }]);
  });

  it('is told once, however often it is heard of and by however many processes', async () => {
    await rule();
    const channel = await aChannel(app);
    await report(channel.id, 'reconnect', 'auth');
    await report(channel.id, 'reconnect', 'permission');
    app.clock.advance({ seconds: 2 });
    await Promise.all([1, 2, 3].map(() => app.get(TellAlertsService).tell()));
    await app.get(NoticesService).markSeen(sabine.id, {});
    await report(channel.id, 'reconnect', 'auth');
    await after(60);
    expect(await noticesOf(sabine)).toHaveLength(1);
  });

  it('that comes and goes is told of four times an hour at most, and of what stays at last', async () => {
    await rule();
    const { id } = await aChannel(app);
    for (let round = 0; round < 12; round += 1) {
      await report(id, 'reconnect', 'auth');
      await after(2);
      await app.get(NoticesService).markSeen(sabine.id, {});
      await report(id, 'healthy');
      await after(3);
    }
    const told = (await noticesOf(sabine)).length;
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThanOrEqual(4);
    await report(id, 'reconnect', 'auth');
    await after(15);
    expect(await noticesOf(sabine)).toHaveLength(told + 1);
  });

  it('that was stopped by hand is not told, and neither is one of a rule that is switched off', async () => {
    const off = await rule({ isActive: false });
    expect(off.isActive).toBe(false);
    await report((await aChannel(app)).id, 'reconnect', 'auth');
    await rule();
    await app.get(ChannelsService).pause((await aChannel(app)).id);
    await app.settle();
    await after(10);
    expect(await noticesOf(sabine)).toEqual([]);
  });

  it('with many others is one notice, one e-mail and one signed call', async () => {
    const receiver = await startAlertReceiver();
    const mail = await startMailServer({});
    running.push(
      () => receiver.close(),
      () => mail.close(),
    );
    const from = 'service@brueckenfunk.example';
    const server = { host: '127.0.0.1', port: mail.port, security: 'none' as const, user: null, from };
    await app.get(MailService).save(server);
    const { webhook } = await app.get(AlertWebhooksService).create({ name: 'Leitstand', url: receiver.url });
    await rule({ webhookId: webhook.id });
    const channels = [];
    for (let each = 0; each < 25; each += 1) channels.push(await aChannel(app, { name: `Kanal ${each}` }));
    for (const { id } of channels) await report(id, 'reconnect', 'auth');
    await after(0);
    expect(await noticesOf(sabine)).toMatchObject([{ count: 25, conversation: null }]);
    expect(
      receiver.received.map(({ call }) => [call.event, call.count, call.channels.length, call.url]),
    ).toEqual([['channel.down', 25, 20, `${app.url}/settings/channels`]]);
    expect(receiver.received[0]?.call).toMatchObject({
      conversations: [],
      channels: [
        { id: channels[0]?.id, network: 'webhook', state: 'reconnect', reason: 'auth' },
        ...rest(19),
      ],
    });
    await app.get(MailNoticesService).sendOwed(new AbortController().signal);
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]?.raw).toContain('/settings/channels');
  });
});

describe('a rule about channels', () => {
  it('cannot tell the assignee, for nobody has a channel', async () => {
    await expect(rule({ to: 'assignee' })).rejects.toMatchObject({
      code: 'invalid',
      details: { fields: [{ field: 'to' }] },
    });
  });
});

const rest = (count: number) => Array.from({ length: count }, () => ({ state: 'reconnect' }));
