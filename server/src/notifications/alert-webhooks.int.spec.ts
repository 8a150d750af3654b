import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startAlertReceiver } from '../../test/fakes/alert-receiver.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { verifySha256Header } from '../platform/crypto/hmac.ts';
import { AlertWebhooksService } from './alert-webhooks.service.ts';
import { NotificationsModule } from './notifications.module.ts';
import { WebhookSecretsService } from './webhook-secrets.service.ts';

const OLD = 'an older secret for tests';
const NEW = 'a newer secret for tests';
const running: (() => Promise<unknown>)[] = [];
const modules = [NotificationsModule];
const started = async (secrets: string[]): Promise<TestApp> => {
  const one = await createTestApp({ modules, keepData: true, settings: { secrets } });
  running.push(() => one.close());
  return one;
};

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules, settings: { secrets: [OLD] } });
});
afterAll(() => app.close());
beforeEach(() => app.reset());
afterEach(() => Promise.all(running.splice(0).map((stop) => stop())));

const sealed = async () =>
  (await app.database.query<{ sealed: string }>('SELECT sealed_secret AS sealed FROM alert_webhook')).map(
    (row) => row.sealed,
  );
const hook = { name: 'Leitstand', url: 'https://alerts.example/in' };

describe('after the key was rotated', () => {
  it('the secret of every webhook is sealed with the new key, so that the old one can go', async () => {
    const receiver = await startAlertReceiver();
    running.push(() => receiver.close());
    const { webhook, secret } = await app.get(AlertWebhooksService).create({ ...hook, url: receiver.url });
    await app.get(AlertWebhooksService).create(hook);
    const before = await sealed();
    await (await started([NEW, OLD])).get(WebhookSecretsService).resealAll();
    expect((await sealed()).filter((one) => before.includes(one))).toEqual([]);
    const later = await started([NEW]);
    expect(await later.get(AlertWebhooksService).test(webhook.id)).toMatchObject({ ok: true });
    const [got] = receiver.received;
    expect(verifySha256Header(secret, got?.raw ?? '', String(got?.headers['x-visavis-signature']))).toBe(
      true,
    );
  });

  it('a secret that no key opens stays as it is, keeps no other waiting, and is said', async () => {
    const lost = await started(['quite another secret of tests']);
    const { webhook } = await lost.get(AlertWebhooksService).create(hook);
    const [unopened] = await sealed();
    await app.get(AlertWebhooksService).create(hook);
    const rotated = await started([NEW, OLD]);
    await rotated.get(WebhookSecretsService).resealAll();
    const after = await sealed();
    expect(after).toContain(unopened);
    expect(await rotated.get(AlertWebhooksService).test(webhook.id)).toMatchObject({
      ok: false,
      fault: 'secret',
    });
    const { secret } = await rotated.get(AlertWebhooksService).renewSecret(webhook.id);
    expect(
      rotated.get(WebhookSecretsService).open(await rotated.get(AlertWebhooksService).get(webhook.id)),
    ).toBe(secret);
  });

  it('what needs none is left alone', async () => {
    await app.get(AlertWebhooksService).create(hook);
    const before = await sealed();
    await app.get(WebhookSecretsService).resealAll();
    expect(await sealed()).toEqual(before);
  });
});

describe('a webhook', () => {
  it('that is changed keeps its secret', async () => {
    const { webhook } = await app.get(AlertWebhooksService).create(hook);
    const before = await sealed();
    const changed = { name: 'Nachtwache', url: 'https://night.example/in' };
    expect(await app.get(AlertWebhooksService).save(webhook.id, changed)).toMatchObject(changed);
    expect(await sealed()).toEqual(before);
  });
});
