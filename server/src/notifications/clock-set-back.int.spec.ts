import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anAlertRule, lateClocks } from '../../test/factories/an-alert.ts';
import { startAlertReceiver, type AlertReceiver } from '../../test/fakes/alert-receiver.ts';
import { startMailServer, type TestMailServer } from '../../test/fakes/smtp-server.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { MailService } from '../organisation/mail.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { AlertWebhooksService } from './alert-webhooks.service.ts';
import { MailNoticesService } from './mail-notices.service.ts';
import { NoticesService } from './notices.service.ts';
import { NotificationsModule } from './notifications.module.ts';
import { TellAlertsService } from './tell-alerts.service.ts';

let app: TestApp;
let sabine: AgentRecord;
let mails: TestMailServer;
let receiver: AlertReceiver;
beforeAll(async () => {
  app = await createTestApp({ modules: [ConversationsModule, NotificationsModule] });
  mails = await startMailServer({});
  receiver = await startAlertReceiver();
});
beforeEach(async () => {
  await app.reset();
  sabine = await anAgent(app, { role: 'lead', email: 'sabine@brueckenfunk.example' });
  const settings = { host: '127.0.0.1', port: mails.port, security: 'none', user: null } as const;
  await app.get(MailService).save({ ...settings, from: 'service@brueckenfunk.example' });
  const { webhook } = await app.get(AlertWebhooksService).create({ name: 'Leitstand', url: receiver.url });
  await anAlertRule(app, { webhookId: webhook.id });
});
afterAll(async () => {
  await Promise.all([mails.close(), receiver.close()]);
  await app.close();
});

const told = async () => ({
  notices: (await app.get(NoticesService).list(sabine.id, {})).items.length,
  mails: mails.received.length,
  calls: receiver.received.length,
});

async function isLate(): Promise<void> {
  const { facts } = await lateClocks(app);
  await app.get(UnitOfWork).run(async (tx) => tx.emitAll(facts));
  await app.settle();
}

async function pass(seconds: number): Promise<void> {
  app.clock.advance({ seconds });
  await app.settle();
  await app.get(MailNoticesService).sendOwed(new AbortController().signal);
}

describe('when the server’s clock is set back', () => {
  it('alerts are told as they come, whatever was heard, mailed and sent in the hours that were none', async () => {
    app.clock.set('2026-11-20T13:00:00Z');
    await isLate();
    await pass(2);
    expect(await told()).toEqual({ notices: 1, mails: 1, calls: 1 });
    // Heard, and not told yet.
    await isLate();
    app.clock.set('2026-11-20T10:00:00Z');
    await app.get(NoticesService).markSeen(sabine.id, {});
    // As the sweep does.
    await app.get(TellAlertsService).tell();
    await pass(1);
    expect(await told()).toEqual({ notices: 2, mails: 2, calls: 2 });
    await app.get(NoticesService).markSeen(sabine.id, {});
    await isLate();
    await pass(2);
    await pass(300);
    expect(await told()).toEqual({ notices: 3, mails: 3, calls: 3 });
  });
});
