import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../test/eventually.ts';
import { aReply } from '../../test/factories/a-reply.ts';
import { FakeNetwork, withFakeNetwork } from '../../test/fakes/fake-connector.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { RepliesModule } from './replies.module.ts';

const network = new FakeNetwork();
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({
    modules: [RepliesModule],
    override: withFakeNetwork(network),
    queue: 'bullmq',
    settings: { undoSeconds: 1 },
  });
});
afterAll(() => app.close());

it('wakes by itself at the end of the hold, on the real queue', async () => {
  const reply = await aReply(app);
  expect(new Date(reply.sendsAt).getTime() - app.clock.now().getTime()).toBe(1_000);
  app.clock.advance({ seconds: 1 });
  await eventually(() => expect(network.kept).toMatchObject([{ text: reply.text }]));
  await eventually(async () => {
    const [row] = await app.database.query('SELECT delivery_state AS state FROM message WHERE id = $1', [
      reply.messageId,
    ]);
    expect(row).toEqual({ state: 'sent' });
  });
});
