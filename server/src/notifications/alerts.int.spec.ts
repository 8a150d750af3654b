import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SaveAlertRuleRequest } from '@visavis/shared/api/alerts';
import type { NoticeItem } from '@visavis/shared/api/notices';
import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import { eventually } from '../../test/eventually.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anAlertRule, lateClocks, type LateClocks } from '../../test/factories/an-alert.ts';
import { startAlertReceiver, type AlertReceiver } from '../../test/fakes/alert-receiver.ts';
import { startMailServer, type TestMailServer } from '../../test/fakes/smtp-server.ts';
import { Gate } from '../../test/gate.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { MailService } from '../organisation/mail.service.ts';
import { verifySha256Header } from '../platform/crypto/hmac.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { AlertRulesService } from './alert-rules.service.ts';
import { AlertWebhooksService } from './alert-webhooks.service.ts';
import { MailNoticesService } from './mail-notices.service.ts';
import { NoticeSettingsService } from './notice-settings.service.ts';
import { NoticesService } from './notices.service.ts';
import { NotificationsModule } from './notifications.module.ts';
import { SendAlertsService } from './send-alerts.service.ts';
import { TellAlertsService } from './tell-alerts.service.ts';

let app: TestApp;
let admin: AgentRecord;
let sabine: AgentRecord;
let jana: AgentRecord;
let teamId: string;
const running: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  app = await createTestApp({ modules: [ConversationsModule, NotificationsModule] });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  app.clock.set('2026-11-20T10:00:00Z');
  admin = await anAgent(app, { role: 'admin', teamIds: [] });
  sabine = await anAgent(app, { role: 'lead', email: 'sabine@brueckenfunk.example' });
  jana = await anAgent(app);
  teamId = (await theDefaultTeam(app)).id;
});
afterEach(() => Promise.all(running.splice(0).map((stop) => stop())));

function rule(given: Partial<SaveAlertRuleRequest> = {}, by: AgentRecord = admin) {
  return anAlertRule(app, given, { role: by.role, teamIds: by === sabine ? [teamId] : [] });
}

const late = (...given: Parameters<typeof lateClocks> extends [TestApp, ...infer Rest] ? Rest : never) =>
  lateClocks(app, ...given);

async function hear({ facts }: LateClocks): Promise<void> {
  await app.get(UnitOfWork).run(async (tx) => tx.emitAll(facts));
  await app.settle();
}

/** Lets it become calm, and what is due be done. */
async function calm(seconds = 2): Promise<void> {
  app.clock.advance({ seconds });
  await app.settle();
}

const noticesOf = async (agent: AgentRecord): Promise<NoticeItem[]> =>
  (await app.get(NoticesService).list(agent.id, {})).items;

async function aReceiver(...answers: Parameters<typeof startAlertReceiver>): Promise<AlertReceiver> {
  const receiver = await startAlertReceiver(...answers);
  running.push(() => receiver.close());
  return receiver;
}

async function aWebhook(url: string): Promise<{ id: string; secret: string }> {
  const { webhook, secret } = await app.get(AlertWebhooksService).create({ name: 'Leitstand', url });
  return { id: webhook.id, secret };
}

describe('an alert', () => {
  it('reaches the leads of the team, and nobody else', async () => {
    await rule();
    const other = await aTeam(app);
    const stranger = await anAgent(app, { role: 'lead', teamIds: [other.id] });
    const breach = await late(1, { assigneeId: jana.id });
    await hear(breach);
    await calm();
    expect(await noticesOf(sabine)).toMatchObject([
      { kind: 'slaBreach', count: 1, conversation: { id: breach.ids[0] } },
    ]);
    expect([await noticesOf(jana), await noticesOf(stranger), await noticesOf(admin)]).toEqual([[], [], []]);
  });

  it('reaches whoever has it, and the leads while nobody does', async () => {
    await rule({ on: 'warning', to: 'assignee' });
    const taken = await late(1, { assigneeId: jana.id }, 'warned');
    const free = await late(1, {}, 'warned');
    await hear(taken);
    await hear(free);
    await calm();
    expect(await noticesOf(jana)).toMatchObject([{ kind: 'slaWarning', conversation: { id: taken.ids[0] } }]);
    expect(await noticesOf(sabine)).toMatchObject([
      { kind: 'slaWarning', conversation: { id: free.ids[0] } },
    ]);
  });

  it('of a closed team reaches only those who may see it, and nobody who has left', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const member = await anAgent(app, { teamIds: [closed.id] });
    const gone = await anAgent(app, { teamIds: [closed.id] });
    await rule({ to: 'group', agentIds: [member.id, jana.id, gone.id, admin.id] });
    await app.database.query('UPDATE agent SET deactivated_at = now() WHERE id = $1', [gone.id]);
    await hear(await late(1, { teamId: closed.id }));
    await calm();
    const told = await Promise.all(
      [member, jana, gone, admin].map(async (one) => (await noticesOf(one)).length),
    );
    expect(told).toEqual([1, 0, 0, 1]);
  });

  it('is told once, however often its fact is heard and whatever else the rules say', async () => {
    await rule();
    await rule({ to: 'group', agentIds: [sabine.id] });
    const breach = await late();
    await hear(breach);
    await calm();
    await hear(breach);
    await calm();
    expect(await noticesOf(sabine)).toMatchObject([{ count: 1 }]);
  });

  it('is told again when its clock was given another deadline and comes to that', async () => {
    await rule();
    const breach = await late();
    await hear(breach);
    await calm();
    await app.get(NoticesService).markSeen(sabine.id, {});
    // The breach was taken back, and the clock went on.
    app.clock.advance({ minutes: 30 });
    await app.database.query('UPDATE sla_target SET deadline_at = $1, breached_at = $1', [app.clock.now()]);
    await hear(breach);
    await calm();
    await hear(breach);
    await calm();
    expect(await noticesOf(sabine)).toMatchObject([
      { count: 1, seenAt: null },
      { count: 1, seenAt: expect.any(String) },
    ]);
  });

  it('is told once by two processes at once', async () => {
    await rule();
    await hear(await late(40));
    app.clock.advance({ seconds: 2 });
    await Promise.all([1, 2, 3].map(() => app.get(TellAlertsService).tell()));
    await app.settle();
    expect(await noticesOf(sabine)).toMatchObject([{ count: 40 }]);
  });

  it('is not told of what was answered meanwhile, nor a warning of what is late', async () => {
    await rule();
    await rule({ on: 'warning' });
    const answered = await late();
    const both = await late(1, {}, 'warned');
    await hear(answered);
    await hear(both);
    await app.database.query('UPDATE sla_target SET met_at = $2 WHERE id = $1', [
      answered.targetIds[0],
      app.clock.now(),
    ]);
    await app.database.query('UPDATE sla_target SET breached_at = deadline_at WHERE id = $1', [
      both.targetIds[0],
    ]);
    await calm();
    expect(await noticesOf(sabine)).toEqual([]);
  });

  it('takes the ways that the rule and its reader both want', async () => {
    await rule({ ways: { inApp: true, browser: false, mail: true } });
    const slaBreach = { inApp: false, browser: true, mail: true };
    const ways = { ...defaultNoticeSettings.ways, slaBreach };
    await app.get(NoticeSettingsService).save(sabine.id, { ...defaultNoticeSettings, ways });
    await hear(await late());
    await calm();
    const stored = await app.database.query(
      'SELECT in_app AS "inApp", by_browser AS browser, by_mail AS mail FROM notice',
    );
    expect(stored).toEqual([{ inApp: false, browser: false, mail: true }]);
  });

  it('says to screens by which ways it comes', async () => {
    await rule({ ways: { inApp: true, browser: false, mail: false } });
    await hear(await late());
    await calm();
    expect(await noticesOf(sabine)).toMatchObject([{ ways: { inApp: true, browser: false } }]);
  });

  it('is not told of what was late more than a week ago, as a post of ten years ago is when it comes', async () => {
    await rule();
    const now = app.clock.now();
    app.clock.set('2016-11-20T10:00:00Z');
    const old = await late();
    app.clock.set(now);
    await hear(old);
    await calm();
    expect(await noticesOf(sabine)).toEqual([]);
  });

  it('follows no rule of another team, and none that is switched off', async () => {
    const other = await aTeam(app);
    await rule({ teamId: other.id, to: 'group', agentIds: [jana.id] });
    await rule({ isActive: false });
    const [here, there] = [await late(), await late(1, { teamId: other.id })];
    await hear(here);
    await hear(there);
    await calm();
    expect(await noticesOf(sabine)).toEqual([]);
    expect(await noticesOf(jana)).toMatchObject([{ count: 1, conversation: { id: there.ids[0] } }]);
  });

  it('is told of a fact that names no clock, as facts did before there were several', async () => {
    await rule();
    const { ids } = await late();
    await app.get(UnitOfWork).run(async (tx) => {
      tx.emit({ type: 'sla.changed', conversationId: ids[0]!, change: 'breached' });
      tx.emit({ type: 'sla.changed', conversationId: ids[0]!, change: 'breached' });
    });
    await app.settle();
    await calm();
    expect(await noticesOf(sabine)).toMatchObject([{ count: 1 }]);
  });
});

describe('an alert that nobody has looked at', () => {
  const change = async ({ facts }: LateClocks, to: 'met' | 'cancelled' | 'started', set: string) => {
    await app.database.query(`UPDATE sla_target SET ${set} WHERE id = ANY($1)`, [
      facts.map(({ targetId }) => targetId),
    ]);
    await app.get(UnitOfWork).run(async (tx) => tx.emitAll(facts.map((fact) => ({ ...fact, change: to }))));
    await app.settle();
  };
  const unseen = async () => (await app.get(NoticesService).count(sabine.id)).unseen;

  it.each([
    ['was answered', 'met', 'met_at = deadline_at'],
    ['needs no answer, or was deleted', 'cancelled', `cancelled_at = deadline_at, cancel_reason = 'closed'`],
    ['has another deadline', 'started', 'breached_at = NULL, warned_at = NULL'],
  ] as const)('is no news any more when the customer %s, and is not mailed', async (_how, to, set) => {
    await rule();
    await rule({ on: 'warning' });
    const quiet = { from: '10:30', to: '12:00' };
    await app.get(NoticeSettingsService).save(sabine.id, { ...defaultNoticeSettings, quiet });
    const server = await aMailServer();
    const [warned, over, open] = [await late(1, {}, 'warned'), await late(), await late()];
    for (const each of [warned, over, open]) {
      await hear(each);
      await calm();
      // Later than what would join it.
      app.clock.advance({ minutes: 2 });
    }
    expect(await unseen()).toBe(3);
    await change(warned, to, set);
    await change(over, to, set);
    expect(await unseen()).toBe(1);
    await mail(60);
    const [letter, ...others] = server.received.map(({ raw }) => raw.replaceAll('=\r\n', ''));
    expect(others).toEqual([]);
    expect([warned, over, open].map(({ ids }) => letter?.includes(ids[0]!))).toEqual([false, false, true]);
  });

  it('stays when it tells of several, and while its customer waits on', async () => {
    await rule();
    const several = await late(2);
    await hear(several);
    await calm();
    await change({ ...several, facts: several.facts.slice(0, 1) }, 'met', 'met_at = deadline_at');
    expect(await unseen()).toBe(1);
    await app.get(NoticesService).markSeen(sabine.id, {});
    app.clock.advance({ minutes: 2 });
    const one = await late();
    await hear(one);
    await calm();
    await change(one, 'started', 'fetch_delay_ms = 5');
    expect(await unseen()).toBe(1);
  });

  it('is a new one, when the one before is being looked at in this moment', async () => {
    await rule();
    await hear(await late(3));
    await calm();
    await hear(await late(4));
    app.clock.advance({ seconds: 2 });
    const [looked, told] = [new Gate(), new Gate()];
    const looking = app.get(UnitOfWork).run(async (tx) => {
      await tx.query('UPDATE notice SET seen_at = $1', [app.clock.now()]);
      looked.open();
      await told.opened;
    });
    await looked.opened;
    const telling = app.get(TellAlertsService).tell();
    await untilSomebodyWaits();
    told.open();
    await Promise.all([looking, telling]);
    expect((await noticesOf(sabine)).map(({ count, seenAt }) => [count, seenAt === null])).toEqual([
      [4, true],
      [3, false],
    ]);
  });

  it('is told last of what comes together when it is worse, for a screen tells of the newest', async () => {
    await rule();
    await rule({ on: 'warning' });
    await hear(await late());
    await hear(await late(1, {}, 'warned'));
    await calm();
    const stored = await app.database.query<{ kind: string }>('SELECT kind FROM notice ORDER BY id');
    expect(stored.map(({ kind }) => kind)).toEqual(['slaWarning', 'slaBreach']);
  });
});

/** Another transaction has something that somebody else wants. */
const untilSomebodyWaits = (): Promise<void> =>
  eventually(async () =>
    expect(await app.database.query('SELECT FROM pg_locks WHERE NOT granted')).not.toEqual([]),
  );

describe('a storm', () => {
  it('that goes on joins the notice that nobody has looked at, and begins another afterwards', async () => {
    await rule();
    await hear(await late(3));
    await calm();
    await hear(await late(4));
    await calm();
    expect(await noticesOf(sabine)).toMatchObject([{ count: 7 }]);
    await app.get(NoticesService).markSeen(sabine.id, {});
    await hear(await late(2));
    await calm();
    expect((await noticesOf(sabine)).map(({ count }) => count).toSorted((one, other) => one - other)).toEqual(
      [2, 7],
    );
  });
});

describe('an alert by e-mail', () => {
  it('does not wait like other notices, and comes once', async () => {
    await rule();
    const server = await aMailServer();
    await hear(await late());
    await calm();
    await mail();
    expect(server.received.map(({ to }) => to)).toEqual([['sabine@brueckenfunk.example']]);
    await mail(60);
    expect(server.received).toHaveLength(1);
  });

  it('comes again after an hour when more has joined it since, and not for what was mailed', async () => {
    await rule();
    const server = await aMailServer();
    await hear(await late());
    await calm();
    await mail();
    await hear(await late(40));
    await calm();
    await mail(30);
    expect(server.received).toHaveLength(1);
    await mail(31);
    expect(server.received.map(({ raw }) => raw.includes('41 Gespr'))).toEqual([false, true]);
    await mail(120);
    expect(server.received).toHaveLength(2);
  });

  it('waits for the end of quiet hours, and for a mail server that is away', async () => {
    await rule();
    const quiet = { from: '10:30', to: '12:00' };
    await app.get(NoticeSettingsService).save(sabine.id, { ...defaultNoticeSettings, quiet });
    const server = await aMailServer();
    await hear(await late());
    await calm();
    await mail();
    expect(server.received).toEqual([]);
    await app
      .get(MailService)
      .save({ host: '127.0.0.1', port: 1, security: 'none', user: null, from: 'a@brueckenfunk.example' });
    app.clock.advance({ minutes: 60 });
    await mail();
    await mailThrough(server);
    await mail();
    expect(server.received).toHaveLength(1);
  });
});

describe('an alert by webhook', () => {
  it('is one call, signed with the secret that was shown once, and names no customer', async () => {
    const receiver = await aReceiver();
    const { id: webhookId, secret } = await aWebhook(receiver.url);
    await rule({ webhookId });
    const breach = await late();
    await hear(breach);
    await calm();
    const [got] = receiver.received;
    expect(receiver.received).toHaveLength(1);
    expect(verifySha256Header(secret, got?.raw ?? '', String(got?.headers['x-visavis-signature']))).toBe(
      true,
    );
    const team = await theDefaultTeam(app);
    expect(got?.call).toMatchObject({
      event: 'sla.breached',
      count: 1,
      url: `${app.url}/inbox/all?c=${breach.ids[0]}`,
      conversations: [{ id: breach.ids[0], team: { id: team.id, name: team.name }, metric: 'firstResponse' }],
    });
    expect(got?.raw).not.toContain('Svenja');
    expect(await lastOf(webhookId)).toMatchObject({ ok: true, status: 204, fault: null });
    const [stored] = await app.database.query<{ sealed: string }>(
      'SELECT sealed_secret AS sealed FROM alert_webhook',
    );
    expect(stored?.sealed).not.toContain(secret);
  });

  it.each<[string, number | 'redirect', object]>([
    ['refuses', 500, { status: 500, fault: 'status' }],
    ['redirects', 'redirect', { status: 302, fault: 'redirect' }],
  ])('comes again when the receiver %s, later each time, as the same call', async (_how, answer, last) => {
    const receiver = await aReceiver(answer, answer);
    const { id: webhookId } = await aWebhook(receiver.url);
    await rule({ webhookId });
    await hear(await late());
    await calm();
    expect(await lastOf(webhookId)).toMatchObject({ ok: false, ...last });
    await calm(29);
    expect(receiver.received).toHaveLength(1);
    await calm(2);
    expect(receiver.received).toHaveLength(2);
    await calm(150);
    expect(new Set(receiver.received.map(({ call }) => call.deliveryId)).size).toBe(1);
    expect(receiver.received).toHaveLength(3);
    expect(await lastOf(webhookId)).toMatchObject({ ok: true });
    await calm(20_000);
    expect(receiver.received).toHaveLength(3);
  });

  it('is given up after six attempts', async () => {
    const receiver = await aReceiver(...Array.from({ length: 20 }, () => 500));
    const { id: webhookId } = await aWebhook(receiver.url);
    await rule({ webhookId });
    await hear(await late());
    for (let turn = 0; turn < 10; turn += 1) await calm(11_000);
    expect(receiver.received).toHaveLength(6);
    expect((await app.get(AlertWebhooksService).get(webhookId)).waiting).toBe(0);
  });

  it('is taken by a receiver that answers ten megabytes, which nobody reads', async () => {
    const receiver = await aReceiver('huge');
    const { id: webhookId } = await aWebhook(receiver.url);
    await rule({ webhookId });
    await hear(await late());
    await calm();
    expect(await lastOf(webhookId)).toMatchObject({ ok: true, status: 200 });
  });

  it('does not wait for ever for one that is silent, and keeps nobody else waiting', async () => {
    const [silent, quick] = [await aReceiver('hang'), await aReceiver()];
    const hooks = [await aWebhook(silent.url), await aWebhook(quick.url)];
    for (const { id } of hooks) await rule({ webhookId: id });
    await hear(await late());
    app.clock.advance({ seconds: 2 });
    await app.get(TellAlertsService).tell();
    await app.get(SendAlertsService).sendDue();
    expect(quick.received).toHaveLength(1);
    expect(await lastOf(hooks[0]!.id)).toMatchObject({ ok: false, status: null, fault: 'timeout' });
  });

  it('leaves once, when two processes send at once', async () => {
    const receiver = await aReceiver();
    const { id: webhookId } = await aWebhook(receiver.url);
    await rule({ webhookId });
    await hear(await late());
    app.clock.advance({ seconds: 2 });
    await app.get(TellAlertsService).tell();
    await Promise.all([1, 2, 3].map(() => app.get(SendAlertsService).sendDue()));
    expect(receiver.received).toHaveLength(1);
  });

  it('is called for what comes within a minute in one further call', async () => {
    const receiver = await aReceiver();
    const { id: webhookId } = await aWebhook(receiver.url);
    await rule({ webhookId });
    for (const count of [1, 2, 3]) {
      await hear(await late(count));
      await calm(5);
    }
    expect(receiver.received.map(({ call }) => call.count)).toEqual([1]);
    await calm(60);
    expect(receiver.received.map(({ call }) => call.count)).toEqual([1, 5]);
  });

  it('is not tried each minute while its receiver is away, nor sent a hundred times when it is back', async () => {
    const receiver = await aReceiver(...Array.from({ length: 60 }, () => 503));
    const { id: webhookId } = await aWebhook(receiver.url);
    await rule({ webhookId });
    for (let minute = 0; minute < 60; minute += 1) {
      await hear(await late());
      await calm(60);
    }
    const ids = new Set(receiver.received.map(({ call }) => call.deliveryId));
    expect(ids.size).toBeLessThanOrEqual(8);
    const [owed] = await app.database.query<{ count: number }>(
      'SELECT sum(count)::int AS count FROM alert_delivery',
    );
    expect(owed?.count).toBe(60);
  });

  it('is tried by a test call, whose outcome is shown', async () => {
    const receiver = await aReceiver(204, 418);
    const { id } = await aWebhook(receiver.url);
    expect(await app.get(AlertWebhooksService).test(id)).toMatchObject({ ok: true, status: 204 });
    expect(await app.get(AlertWebhooksService).test(id)).toMatchObject({ ok: false, status: 418 });
    expect(receiver.received.map(({ call }) => call.event)).toEqual(['test', 'test']);
    expect(await lastOf(id)).toMatchObject({ ok: false, status: 418 });
  });
});

describe('a rule', () => {
  it('for every team is for administrators, and a lead has only those of the own teams', async () => {
    const other = await aTeam(app);
    await expect(rule({}, sabine)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(rule({ teamId: other.id }, sabine)).rejects.toMatchObject({ code: 'forbidden' });
    const theirs = await rule({ teamId: other.id });
    const all = await rule();
    const own = await rule({ teamId }, sabine);
    const asSabine = { role: sabine.role, teamIds: [teamId] };
    const seen = await app.get(AlertRulesService).list(asSabine);
    expect(seen.map(({ id, mayEdit }) => [id, mayEdit])).toEqual([
      [all.id, false],
      [own.id, true],
    ]);
    await expect(app.get(AlertRulesService).remove(asSabine, theirs.id)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(app.get(AlertRulesService).remove(asSabine, all.id)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('that tells nobody is refused, and a webhook in use stays', async () => {
    await expect(rule({ to: 'group' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(rule({ ways: { inApp: false, browser: false, mail: false } })).rejects.toMatchObject({
      code: 'invalid',
    });
    const { id: webhookId } = await aWebhook('https://alerts.example/in');
    await rule({ webhookId });
    await expect(app.get(AlertWebhooksService).remove(webhookId)).rejects.toMatchObject({ code: 'conflict' });
  });
});

async function lastOf(webhookId: string) {
  const { lastStatus: status, lastFault: fault } = await app.get(AlertWebhooksService).get(webhookId);
  return { ok: fault === null, status, fault };
}

async function aMailServer(): Promise<TestMailServer> {
  const started = await startMailServer({});
  running.push(() => started.close());
  await mailThrough(started);
  return started;
}

async function mailThrough({ port }: TestMailServer): Promise<void> {
  const from = 'service@brueckenfunk.example';
  await app.get(MailService).save({ host: '127.0.0.1', port, security: 'none', user: null, from });
}

async function mail(afterMinutes = 0): Promise<void> {
  app.clock.advance({ minutes: afterMinutes });
  await app.get(MailNoticesService).sendOwed(new AbortController().signal);
}
