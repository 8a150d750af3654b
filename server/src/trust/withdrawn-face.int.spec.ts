import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aReply } from '../../test/factories/a-reply.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anArrivedConversation } from '../../test/factories/an-arrived-conversation.ts';
import { aJpeg } from '../../test/factories/picture-files.ts';
import { CallbackServer } from '../../test/fakes/callback-server.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';

const receiver = new CallbackServer();
let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(async () => {
  await app.close();
  await receiver.stop();
});

const read = async (address: string): Promise<Buffer> => {
  const answer = await request(app.url).get(address).buffer(true);
  expect([address, answer.status]).toEqual([address, 200]);
  return Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.text);
};
const withoutOrigin = (address: string) => address.replace(app.url, '');

it('is gone wherever a reply showed it, by one withdrawal, and nothing else of the reply changes', async () => {
  const agent = await anAgent(app);
  const headers = await signIn(app, agent);
  const initials = await read(`/faces/${agent.id}/0/256.webp`);
  await request(app.url)
    .post('/api/me/face')
    .set(headers)
    .attach('file', await aJpeg(), 'jana.jpg')
    .expect((answer) => expect(answer.status).toBeLessThan(300));
  const channel = await aChannel(app, { settings: { callbackUrl: await receiver.start() } });
  const conversation = await anArrivedConversation(app, { channel });
  const { checkUrl, messageId } = await aReply(app, { conversation, agent });
  app.clock.advance({ seconds: 8 });
  await app.settle();

  const onNetwork = withoutOrigin(receiver.calls[0]?.delivery.agent.avatarUrl ?? '');
  const page = (await read(withoutOrigin(checkUrl))).toString();
  const onPage = [...page.matchAll(/\/faces\/[^"\s]+\.webp/g)].map(([address]) => address);
  expect(onPage.length).toBeGreaterThan(0);
  const addresses = [...new Set([onNetwork, ...onPage])];
  const card = await read(`${withoutOrigin(checkUrl)}/card.png`);
  for (const address of addresses) expect((await read(address)).equals(initials)).toBe(false);
  const stored = () =>
    app.database.query('SELECT text, signature, author_snapshot FROM message WHERE id = $1', [messageId]);
  const before = await stored();

  await request(app.url).delete('/api/me/face').set(headers).expect(200);
  await app.settle();
  for (const address of addresses) {
    const size = /\/(\d+)\.webp/.exec(address)?.[1] ?? '';
    expect(await read(address)).toEqual(await read(`/faces/${agent.id}/0/${size}.webp`));
  }
  expect(await read(`${withoutOrigin(checkUrl)}/card.png`)).not.toEqual(card);
  expect(await app.database.query(`SELECT 1 FROM media WHERE kind = 'face'`)).toEqual([]);
  expect(await stored()).toEqual(before);
});
