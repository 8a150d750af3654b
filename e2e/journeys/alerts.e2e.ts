import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type {
  AlertCall,
  AlertRuleItem,
  AlertWebhookItem,
  CreatedAlertWebhook,
} from '@visavis/shared/api/alerts';
import type { Page as ListPage } from '@visavis/shared/api/page';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';

const LATE_MS = 3 * 24 * 3_600_000;

test('a lead says who is told, a late post comes, and the alert is on screen and at the receiver', async ({
  signIn,
  source,
  baseURL,
}) => {
  const origin = baseURL ?? '';
  const calls: { raw: string; signature: string }[] = [];
  const receiver = createServer((request, response) => {
    void text(request).then((raw) => {
      calls.push({ raw, signature: String(request.headers['x-visavis-signature']) });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const [admin, sabine] = await Promise.all([signIn('admin'), signIn('sabine')]);
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`;
  const created = await admin.request.post('/api/alert-webhooks', {
    headers: { origin },
    data: { name: 'Leitstelle', url },
  });
  expect(created.status()).toBe(201);
  const { webhook, secret } = (await created.json()) as CreatedAlertWebhook;
  try {
    const page = await sabine.newPage();
    await test.step('the lead writes a rule', async () => {
      await page.goto('/settings/alerts');
      await page.getByRole('button', { name: 'Neue Regel' }).click();
      const form = page.getByRole('dialog', { name: 'Neue Regel' });
      await form.getByLabel('Webhook').selectOption('Leitstelle');
      await form.getByRole('button', { name: 'Speichern' }).click();
      const written = page.getByRole('listitem', { name: 'Festnetz & Internet: Zu spät → Teamleitung' });
      await expect(written.getByText('In Visavis, Browser, Webhook Leitstelle')).toBeVisible();
      await expect(
        page.getByRole('listitem', { name: 'Alle Teams: Kanal gestört → Teamleitung' }),
      ).toBeVisible();
      await page.emulateMedia({ colorScheme: 'light' });
      await expectAccessible(page, 'alerts');
      await page.emulateMedia({ colorScheme: 'dark' });
      await expectAccessible(page, 'alerts in the dark');
    });
    await test.step('a post that is late comes through the door', async () => {
      const postedAt = new Date(Date.now() - LATE_MS).toISOString();
      await source.send({ externalId: 'late-1', text: 'Seit Tagen kein Internet.', postedAt });
    });
    await test.step('the alert is on the screen of the lead', async () => {
      await page.goto('/notices');
      await expect(page.getByRole('link', { name: /Zu spät: |zu spät/u }).first()).toBeVisible({
        timeout: 45_000,
      });
    });
    await test.step('and the receiver got a signed call', async () => {
      await expect.poll(() => calls.length, { timeout: 30_000 }).toBeGreaterThan(0);
      const [call] = calls;
      expect(call?.signature).toBe(
        `sha256=${createHmac('sha256', secret)
          .update(call?.raw ?? '')
          .digest('hex')}`,
      );
      expect((JSON.parse(call?.raw ?? '{}') as AlertCall).event).toBe('sla.breached');
      expect(call?.raw).not.toContain(source.customer);
    });
  } finally {
    const rules = (await (await admin.request.get('/api/alert-rules')).json()) as ListPage<AlertRuleItem>;
    for (const { id, webhook: used } of rules.items)
      if (used?.id === webhook.id)
        await admin.request.delete(`/api/alert-rules/${id}`, { headers: { origin } });
    await admin.request.delete(`/api/alert-webhooks/${webhook.id}`, { headers: { origin } });
    const left = (await (
      await admin.request.get('/api/alert-webhooks')
    ).json()) as ListPage<AlertWebhookItem>;
    expect(left.items.map(({ id }) => id)).not.toContain(webhook.id);
    await new Promise((resolve) => receiver.close(resolve));
  }
});

test('a network that refuses our credentials is told to the lead, with the way to the channels', async ({
  signIn,
  baseURL,
}, info) => {
  const origin = baseURL ?? '';
  const name = `Plauderecke ${info.testId.slice(-6)}`;
  let isRefusing = false;
  const network = createServer((request, response) => {
    request.resume();
    const account = { id: 'b-1', handle: 'brueckenfunk', name: 'Brückenfunk' };
    response.writeHead(isRefusing ? 401 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(isRefusing ? {} : { account, url: 'https://plaudern.example/@b', textLimit: 500 }),
    );
  });
  await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve));
  const [admin, sabine] = await Promise.all([signIn('admin'), signIn('sabine')]);
  const page = await sabine.newPage();
  await page.goto('/inbox/all');
  await expect(page.getByRole('main').first()).toBeVisible();
  const address = `http://127.0.0.1:${(network.address() as AddressInfo).port}`;
  const connected = await admin.request.post('/api/channels', {
    headers: { origin },
    data: { network: 'playground', name, settings: { address, token: 'a token of tests' } },
  });
  expect(connected.status()).toBe(201);
  isRefusing = true;
  const { id } = (await connected.json()) as { id: string };
  try {
    await expect(page.getByText(`Der Kanal „${name}“ ist gestört`)).toBeVisible({ timeout: 45_000 });
    await page.goto('/notices');
    await page.getByRole('link', { name: `Der Kanal „${name}“ ist gestört` }).click();
    await expect(page).toHaveURL(/\/settings\/channels$/u);
    await expect(page.getByRole('row', { name: new RegExp(name, 'u') })).toContainText('neu verbinden');
  } finally {
    await admin.request.post(`/api/channels/${id}/pause`, { headers: { origin } });
    await new Promise((resolve) => network.close(resolve));
  }
});
