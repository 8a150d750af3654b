import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkCodeFromBytes, formatCheckCode } from '@visavis/shared/trust/check-code';
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import request from 'supertest';
import { newId } from '../platform/crypto/new-id.ts';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';

interface ReplyGiven {
  text?: string;
  visibility?: 'public' | 'private';
  deliveryState?: string;
  permalink?: string | null;
  deletedAt?: Date | null;
  publicName?: string;
}

describe('the check page', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp();
  });
  beforeEach(async () => app.reset());
  afterAll(async () => app.close());

  async function aReply(given: ReplyGiven = {}): Promise<{ code: string; messageId: string }> {
    const agent = await anAgent(app, { helpsWith: 'Festnetz und Umzug' });
    const conversation = await aConversation(app);
    const code = checkCodeFromBytes(randomBytes(9));
    const messageId = newId();
    const signature = `— Jana aus dem Serviceteam ^${agent.mark}\n${app.url}/c/${code}`;
    await app.database.query(
      `INSERT INTO message (id, conversation_id, channel_id, type, visibility, sequence, agent_id, author_snapshot, text,
         signature, check_code, delivery_state, permalink, posted_at, ordered_at, received_at, deleted_at)
       VALUES ($1, $2, $3, 'reply', $4, 2, $5, $6, $7, $8, $9, $10, $11, $12, $12, $12, $13)`,
      [
        messageId,
        conversation.id,
        conversation.channelId,
        given.visibility ?? 'public',
        agent.id,
        JSON.stringify({
          publicName: given.publicName ?? 'Jana K.',
          mark: agent.mark,
          teamName: null,
          faceVersion: 0,
        }),
        `${given.text ?? 'Hallo Svenja, die Tagesflat ist gebucht.'}\n\n${signature}`,
        signature,
        code,
        given.deliveryState ?? 'sent',
        given.permalink ?? null,
        app.clock.now(),
        given.deletedAt ?? null,
      ],
    );
    return { code, messageId };
  }

  const get = (path: string) => request(app.url).get(path);

  it('confirms person, time and wording of a public reply, and unfurls with a picture', async () => {
    const { code } = await aReply({ permalink: 'https://social.example/p/1' });
    const page = await get(`/c/${code}?lang=de`).expect(200).expect('content-type', /html/u);
    expect(page.text).toContain('Ja, diese Antwort hat Jana K. aus unserem Team geschrieben.');
    expect(page.text).toContain('Hallo Svenja, die Tagesflat ist gebucht.');
    expect(page.text).toContain('href="https://social.example/p/1"');
    expect(page.text).toContain(formatCheckCode(code));
    expect(page.text).toContain(
      `<meta property="og:image" content="${app.url}/c/${formatCheckCode(code)}/card.png?lang=de"`,
    );
    expect(page.text).not.toContain('<script');
  });

  it('finds the reply however the code was typed', async () => {
    const { code } = await aReply();
    await get(`/c/${formatCheckCode(code).toLowerCase()}`).expect(200);
  });

  it('says the same to machines', async () => {
    const { code } = await aReply();
    const { body } = await get(`/c/${code}.json`).expect(200);
    expect(body).toMatchObject({
      isGenuine: true,
      reply: { agentName: 'Jana K.', visibility: 'public', state: 'published' },
    });
    const unknown = await get('/c/0000000000000.json').expect(404);
    expect(unknown.body).toMatchObject({ isGenuine: false });
  });

  it('draws a card of the size that networks ask for', async () => {
    const { code } = await aReply({ publicName: 'Әлихан "<&>' });
    const card = await get(`/c/${code}/card.png`).expect(200).expect('content-type', 'image/png');
    expect(await sharp(card.body as Buffer).metadata()).toMatchObject({
      width: 1200,
      height: 630,
      format: 'png',
    });
  });

  it('confirms a private reply without showing a word of it', async () => {
    const { code } = await aReply({
      visibility: 'private',
      text: 'Ihre Nummer ist 4471',
      permalink: 'https://social.example/dm',
    });
    const page = await get(`/c/${code}`).expect(200);
    expect(page.text).toContain('Jana K.');
    expect(page.text).not.toContain('4471');
    expect(page.text).not.toContain('social.example');
    const { body } = await get(`/c/${code}.json`);
    expect(JSON.stringify(body)).not.toContain('4471');
  });

  it('shows no text of a reply that is held, and knows nothing of one that was cancelled', async () => {
    const held = await aReply({ deliveryState: 'held', text: 'Noch nicht öffentlich' });
    expect((await get(`/c/${held.code}`).expect(200)).text).not.toContain('Noch nicht öffentlich');
    const cancelled = await aReply({ deliveryState: 'cancelled' });
    await get(`/c/${cancelled.code}`).expect(404);
  });

  it.each(['failed', 'cancelled'])(
    'knows a reply that %s and may stand on the network all the same',
    async (state) => {
      const { code, messageId } = await aReply({ deliveryState: state });
      await app.database.query(
        `INSERT INTO delivery (message_id, channel_id, agent_id, operation, state, idempotency_key, answer, typed,
         delivery_id, record_key, send_at, tried_since, is_in_doubt)
       SELECT id, channel_id, agent_id, 'create', $2, 'key', '{}', '{}', id, 'key', posted_at, posted_at, true
       FROM message WHERE id = $1`,
        [messageId, state],
      );
      expect((await get(`/c/${code}?lang=de`).expect(200)).text).toContain('Ja, diese Antwort');
      await app.database.query('UPDATE delivery SET is_in_doubt = false');
      await get(`/c/${code}`).expect(404);
    },
  );

  it('shows no text of a reply that was deleted on the network', async () => {
    const { code } = await aReply({ deletedAt: new Date('2026-11-20T10:00:00Z'), text: 'Zurückgenommen' });
    const page = await get(`/c/${code}`).expect(200);
    expect(page.text).not.toContain('Zurückgenommen');
  });

  it('warns about an unknown code', async () => {
    const page = await get('/c/7KQ2M9XW4TPBD?lang=de').expect(404);
    expect(page.text).toContain('Diesen Code kennen wir nicht.');
    expect(page.text).toContain('Gib dort nichts weiter');
  });

  it('answers "is this from you?" for pasted text, posted from any origin', async () => {
    const { code } = await aReply();
    const found = await request(app.url)
      .post('/c')
      .type('form')
      .send({ text: `Ist das echt?\n— Jana ^JK\n${app.url}/c/${code}` });
    expect(found.status).toBe(303);
    expect(found.headers['location']).toContain(`/c/${formatCheckCode(code)}`);
    const without = await request(app.url)
      .post('/c?lang=en')
      .type('form')
      .send({ text: '<script>alert(1)</script>' })
      .expect(404);
    expect(without.text).toContain('There is no check code of ours in your text.');
    expect(without.text).toContain('&lt;script&gt;');
    expect(without.text).not.toContain('<script>');
  });

  it.each([
    ['text', 'text/plain', (link: string) => `Seid ihr das? ${link}`],
    ['JSON', 'application/json', (link: string) => JSON.stringify({ text: link })],
    ['JSON with a link', 'application/json', (link: string) => JSON.stringify({ link })],
    ['a form with a code', 'application/x-www-form-urlencoded', (link: string) => `code=${link.slice(-13)}`],
  ])('takes %s as well', async (_name, type, bodyOf) => {
    const { code } = await aReply();
    const answer = await request(app.url)
      .post('/c')
      .set('Content-Type', type)
      .send(bodyOf(`${app.url}/c/${code}`));
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      expect.stringContaining(`/c/${formatCheckCode(code)}`),
    ]);
  });

  it('tells the earlier wordings of an edited reply with their instants', async () => {
    const { code, messageId } = await aReply();
    const at = new Date('2026-11-20T09:30:00.250Z');
    await app.database.query(
      `INSERT INTO message_version (id, message_id, text, at) VALUES ($1, $2, 'Moin', $3)`,
      [newId(), messageId, at],
    );
    const { body } = await get(`/c/${code}.json`).expect(200);
    expect(body.reply.versions).toEqual([{ text: 'Moin', at: at.toISOString() }]);
  });

  it('never executes what a network or an agent wrote', async () => {
    const { code } = await aReply({
      text: '<img src=x onerror=alert(1)>',
      permalink: 'javascript:alert(1)',
      publicName: '"><b>x',
    });
    const page = await get(`/c/${code}`).expect(200);
    expect(page.text).not.toContain('<img src=x');
    expect(page.text).not.toContain('javascript:');
    expect(page.text).not.toContain('"><b>x');
  });

  it('speaks the language that the browser asks for', async () => {
    await get('/c/7KQ2M9XW4TPBD')
      .set('Accept-Language', 'en-GB')
      .expect(404)
      .expect(/We don&#39;t know this code/u);
  });

  it('lets a whole office look at one reply', async () => {
    const { code } = await aReply();
    const answers = await Promise.all(Array.from({ length: 130 }, () => get(`/c/${code}.json`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('slows down whoever guesses', async () => {
    const answers = await Promise.all(Array.from({ length: 130 }, () => get('/c/7KQ2M9XW4TPBD.json')));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers['retry-after']).toBe('60');
    expect(refused?.body.error.code).toBe('too-many-requests');
    const inBrowser = await get('/c/7KQ2M9XW4TPBD').set('Accept', 'text/html').expect(429);
    expect(inBrowser.text).toContain('in einer Minute');
  });
});
