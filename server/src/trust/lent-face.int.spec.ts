import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RemovalItem } from '@visavis/shared/api/consent';
import type { CheckAnswer } from '@visavis/shared/api/trust';
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

let callbackUrl = '';
beforeAll(async () => {
  app = await createTestApp();
  callbackUrl = await receiver.start();
});
beforeEach(async () => {
  await app.reset();
  receiver.forget();
});
afterAll(async () => {
  await app.close();
  await receiver.stop();
});

const path = (address: string) => address.replace(app.url, '');
const get = (address: string) => request(app.url).get(path(address)).buffer(true);

/** Somebody with a photo whose reply stands on a network. */
async function aRepliedFace(given: Parameters<typeof anAgent>[1] = {}) {
  const agent = await anAgent(app, given);
  const headers = await signIn(app, agent);
  await request(app.url)
    .post('/api/me/face')
    .set(headers)
    .attach('file', await aJpeg(), 'me.jpg')
    .expect(201);
  const channel = await aChannel(app, { settings: { callbackUrl } });
  const conversation = await anArrivedConversation(app, { channel });
  const reply = await aReply(app, { conversation, agent });
  app.clock.advance({ seconds: 8 });
  await app.settle();
  const checked = async (): Promise<CheckAnswer> => (await get(`${reply.checkUrl}.json`).expect(200)).body;
  return { agent, headers, conversation, checkUrl: path(reply.checkUrl), checked };
}

describe('a face that is lent', () => {
  it('is gone at the old address of the purpose that was withdrawn, and stays at the others', async () => {
    const { agent, headers, checked } = await aRepliedFace();
    const onNetwork = receiver.calls[0]?.delivery.agent.avatarUrl ?? '';
    const onPage = (await checked()).reply?.faceUrl ?? '';
    const initials = (await get(`/faces/checkPage/${agent.id}/0/512.webp`)).body as Buffer;
    const before = await get(onPage).expect(200);
    expect(before.headers['cache-control']).toBe('public, no-cache');
    expect(before.body).not.toEqual(initials);

    await request(app.url).delete('/api/me/consents/checkPage').set(headers).expect(200);

    const again = await get(onPage).set('If-None-Match', String(before.headers['etag']));
    expect([again.status, again.body]).toEqual([200, initials]);
    const persona = (await get(onNetwork)).body as Buffer;
    expect(persona).not.toEqual((await get(`/faces/persona/${agent.id}/0/256.webp`)).body);
  });

  it('is drawn anew on the card of the link, also for whoever kept the old one', async () => {
    const { headers, checkUrl } = await aRepliedFace();
    const card = await get(`${checkUrl}/card.png`).expect(200);
    const tag = String(card.headers['etag']);
    await get(`${checkUrl}/card.png`).set('If-None-Match', tag).expect(304);
    await request(app.url).delete('/api/me/consents/replies').set(headers).expect(200);
    const anew = await get(`${checkUrl}/card.png`).set('If-None-Match', tag).expect(200);
    expect(anew.body).not.toEqual(card.body);
    expect(card.headers['cache-control']).toBe('public, no-cache');
  });

  it('proves with numbers what a withdrawal removed', async () => {
    const { headers } = await aRepliedFace();
    const { body } = await request(app.url).delete('/api/me/consents').set(headers).expect(200);
    const lines = (body.removals as RemovalItem[]).map(({ place, count }) => `${place} ${count}`);
    expect(lines.toSorted()).toEqual([
      'checkPages 1',
      'linkCards 1',
      'networkProfile 1',
      'pictures 1',
      'replies 1',
      'teamPage 1',
    ]);
  });

  it('is no more than the mark and the team where nothing was agreed to, and the reply is confirmed', async () => {
    const nothing = { replies: null, checkPage: null, teamPage: null, persona: null };
    const { agent, checked, checkUrl } = await aRepliedFace({ publicName: 'Jana K.', forms: nothing });
    const { delivery } = receiver.calls[0]!;
    expect(delivery.signature).toContain(`— Serviceteam ^${agent.mark}`);
    expect(JSON.stringify(delivery)).not.toContain('Jana');
    const { reply } = await checked();
    expect(reply).toMatchObject({ isNamed: false, mark: agent.mark, agentName: delivery.agent.name });
    expect((await get(reply?.faceUrl ?? '')).body).toEqual(
      (await get(`/faces/checkPage/${agent.id}/0/512.webp`)).body,
    );
    const page = await get(`${checkUrl}?lang=de`);
    expect(page.text).toContain(`ein Mensch aus unserem Team geschrieben: ^${agent.mark}`);
    expect(page.text).not.toContain('Jana');
  });

  it('follows what the person agrees to when the reply leaves, not when it was written', async () => {
    const agent = await anAgent(app);
    const headers = await signIn(app, agent);
    await request(app.url)
      .post('/api/me/face')
      .set(headers)
      .attach('file', await aJpeg(), 'me.jpg');
    const channel = await aChannel(app, { settings: { callbackUrl } });
    await aReply(app, { conversation: await anArrivedConversation(app, { channel }), agent });
    await request(app.url).delete('/api/me/consents/persona').set(headers).expect(200);
    app.clock.advance({ seconds: 8 });
    await app.settle();
    expect(receiver.calls[0]?.delivery.agent.avatarUrl).toBe(
      `${app.url}/faces/persona/${agent.id}/0/256.webp`,
    );
  });

  it('is not shown again beside what was written before a withdrawal', async () => {
    const { agent, headers, checked } = await aRepliedFace();
    await request(app.url).delete('/api/me/consents').set(headers).expect(200);
    await request(app.url)
      .put('/api/me/consents/checkPage')
      .set(headers)
      .send({ form: 'portrait', wording: 'Ja.', locale: 'de' })
      .expect(200);
    await request(app.url)
      .post('/api/me/face')
      .set(headers)
      .attach('file', await aJpeg(), 'me.jpg')
      .expect(201);
    expect((await get((await checked()).reply?.faceUrl ?? '')).body).toEqual(
      (await get(`/faces/checkPage/${agent.id}/0/512.webp`)).body,
    );
  });

  it('leaves with whoever leaves, and what they wrote stays true', async () => {
    const { agent, checked } = await aRepliedFace({ publicName: 'Jana K.', helpsWith: 'Umzug' });
    const admin = await signIn(app, await anAgent(app, { role: 'admin' }));
    await request(app.url)
      .patch(`/api/agents/${agent.id}`)
      .set(admin)
      .send({ deactivated: true })
      .expect(200);
    await app.settle();
    const { isGenuine, reply } = await checked();
    expect([isGenuine, reply?.agentName, reply?.text?.includes(`^${agent.mark}`)]).toEqual([
      true,
      'Jana K.',
      true,
    ]);
    expect((await get(reply?.faceUrl ?? '')).body).toEqual(
      (await get(`/faces/checkPage/${agent.id}/0/512.webp`)).body,
    );
    expect(await app.database.query(`SELECT 1 FROM media WHERE kind = 'face'`)).toEqual([]);
    expect((await get('/team.json')).body.people.map(({ mark }: { mark: string }) => mark)).not.toContain(
      agent.mark,
    );
  });

  it('is beside old messages what colleagues see now', async () => {
    const { agent, headers, conversation } = await aRepliedFace();
    const authors = async () => {
      const { body } = await request(app.url)
        .get(`/api/conversations/${conversation.id}`)
        .set(headers)
        .expect(200);
      return (body.messages as { type: string; author: { avatarUrl: string } }[])
        .filter(({ type }) => type === 'reply')
        .map(({ author }) => author.avatarUrl);
    };
    expect(await authors()).toEqual([`/faces/${agent.id}/1/64.webp`]);
    await request(app.url).delete('/api/me/consents').set(headers).expect(200);
    expect(await authors()).toEqual([`/faces/${agent.id}/0/64.webp`]);
  });
});
