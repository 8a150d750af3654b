import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  PlaygroundAccount,
  PlaygroundNotices,
  PlaygroundPost,
  PlaygroundThreads,
} from '@visavis/shared/api/playground';
import request from 'supertest';
import { createTestApp, freePort, type TestApp } from '../../test/test-app.ts';
import { PlaygroundCredentials } from './playground-credentials.ts';
import { PlaygroundModule } from './playground.module.ts';
import { PlaygroundSetup } from './playground-setup.service.ts';

const HANDLE = '@brueckenfunk_hilft';
/** A PNG of one pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the playground', () => {
  let app: TestApp;
  let people: Record<string, PlaygroundAccount> = {};
  let token = '';

  beforeAll(async () => {
    app = await createTestApp({ modules: [PlaygroundModule], settings: { demo: true } });
    token = app.get(PlaygroundCredentials).token;
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    await app.reset();
    await app.get(PlaygroundSetup).settle();
    const { body } = await request(app.url).get('/playground/api/accounts').expect(200);
    people = Object.fromEntries((body.items as PlaygroundAccount[]).map((one) => [one.handle, one]));
  });

  const ines = () => people.ines_r!;
  const oliver = () => people.o_thiele!;

  const customer = (method: 'post' | 'patch' | 'delete', path: string) =>
    request(app.url)[method](`/playground/api${path}`).set('Origin', app.url);
  const brand = (method: 'get' | 'post' | 'patch' | 'delete' | 'put', path: string) =>
    request(app.url)[method](`/playground/api/brand${path}`).set('Authorization', `Bearer ${token}`);

  async function write(given: Record<string, unknown>): Promise<PlaygroundPost> {
    const body = { accountId: ines().id, text: `${HANDLE} Kein Netz`, visibility: 'public', ...given };
    return (await customer('post', '/posts').send(body).expect(201)).body as PlaygroundPost;
  }

  async function reply(inReplyToId: string, given: Record<string, unknown> = {}, key = 'delivery-1') {
    return brand('post', '/posts')
      .set('Idempotency-Key', key)
      .send({
        inReplyToId,
        text: `Ist bekannt. — Jana ^JK ${app.url}/c/7KQ2M9XW4RTHB`,
        visibility: 'public',
        media: [],
        agent: { name: 'Jana K.', mark: 'JK', avatarUrl: `${app.url}/faces/jana/1/256.webp` },
        checkUrl: `${app.url}/c/7KQ2M9XW4RTHB`,
        ...given,
      });
  }

  async function notices(since = 0): Promise<PlaygroundNotices> {
    return (await brand('get', `/notices?since=${since}`).expect(200)).body as PlaygroundNotices;
  }

  async function threads(as: PlaygroundAccount | null): Promise<PlaygroundPost[]> {
    const query = as === null ? '' : `?accountId=${as.id}`;
    const { body } = await request(app.url).get(`/playground/api/posts${query}`).expect(200);
    return (body as PlaygroundThreads).items.flatMap(({ posts }) => posts);
  }

  it('is peopled once, however often it starts', async () => {
    await app.get(PlaygroundSetup).settle();
    const { body } = await request(app.url).get('/playground/api/accounts');
    expect(body.items.filter((one: PlaygroundAccount) => one.isBrand)).toHaveLength(1);
    expect(body.items.length).toBeGreaterThan(6);
    expect(await threads(null)).toHaveLength(3);
  });

  it('tells the brand of a mention and not of other people’s talk', async () => {
    await write({ text: 'Schönes Wetter heute.' });
    await write({ text: 'Frag doch brueckenfunk_hilft oder x@brueckenfunk_hilft.example' });
    const mention = await write({});
    const { items } = await notices();
    expect(items.map(({ post }) => post.id)).toEqual([mention.id]);
    expect(items[0]).toMatchObject({ mentionsBrand: true, rootIsBrand: false });
  });

  it('tells the brand of comments below its own posts, each with the branch it belongs to', async () => {
    const announcement = (await threads(null)).find((post) => post.author.isBrand)!;
    const comment = await write({ text: 'Auch in Elmschenhagen?', inReplyToId: announcement.id });
    const talk = await write({ accountId: oliver().id, text: 'Bei mir ja.', inReplyToId: comment.id });
    const { items } = await notices();
    expect(
      items.map(({ post, branchId, answersBrand, rootIsBrand }) => [
        post.id,
        branchId,
        answersBrand,
        rootIsBrand,
      ]),
    ).toEqual([
      [comment.id, comment.id, true, true],
      [talk.id, comment.id, false, true],
    ]);
  });

  it('keeps a private exchange between one person and the brand', async () => {
    const first = await write({ text: 'Meine Kundennummer?', visibility: 'private' });
    const second = await write({ text: 'Hallo?', visibility: 'private' });
    expect(second.rootId).toBe(first.rootId);
    const answer = await reply(second.id, { visibility: 'private' });
    expect(answer.status).toBe(201);
    expect((await threads(ines())).filter((post) => post.visibility === 'private')).toHaveLength(3);
    expect((await threads(oliver())).filter((post) => post.visibility === 'private')).toEqual([]);
    expect((await threads(null)).filter((post) => post.visibility === 'private')).toEqual([]);
    expect((await notices()).items.map(({ counterpartId }) => counterpartId)).toEqual([
      ines().id,
      ines().id,
      ines().id,
    ]);
  });

  it('lets nobody answer privately what is not theirs, nor publicly what is private', async () => {
    const secret = await write({ text: 'Geheim', visibility: 'private' });
    const foreign = { accountId: oliver().id, text: 'Aha!', visibility: 'private', inReplyToId: secret.id };
    expect((await customer('post', '/posts').send(foreign)).body.error.code).toBe('parent-gone');
    expect((await reply(secret.id)).body.error.code).toBe('visibility-wider');
  });

  it('lets the brand answer in private for a day after the last private message, and anew when they write again', async () => {
    const first = await write({ text: 'Meine Kundennummer?', visibility: 'private' });
    app.clock.advance({ hours: 23 });
    expect((await reply(first.id, { visibility: 'private' })).status).toBe(201);
    app.clock.advance({ hours: 1 });
    const late = await reply(first.id, { visibility: 'private' }, 'delivery-2');
    expect([late.status, late.body.error.code]).toEqual([422, 'window-closed']);
    await write({ text: 'Hallo?', visibility: 'private' });
    expect((await reply(first.id, { visibility: 'private' }, 'delivery-2')).status).toBe(201);
  });

  it('shows the signed reply with name, face and check link', async () => {
    const post = await write({});
    expect((await reply(post.id)).status).toBe(201);
    const shown = (await threads(ines())).find((one) => one.inReplyToId === post.id);
    expect(shown).toMatchObject({
      agent: { name: 'Jana K.', mark: 'JK', avatarUrl: `${app.url}/faces/jana/1/256.webp` },
      checkUrl: `${app.url}/c/7KQ2M9XW4RTHB`,
    });
    const page = await request(app.url).get('/playground?lang=de').expect(200);
    expect(page.text).toContain(`href="${app.url}/c/7KQ2M9XW4RTHB"`);
    expect(page.text).toContain('Jana K.');
  });

  it('stores one reply per key, also when two tries come at the same time', async () => {
    const post = await write({});
    const answers = await Promise.all([reply(post.id), reply(post.id), reply(post.id)]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(new Set(answers.map(({ body }) => body.post.id)).size).toBe(1);
    const found = await brand('get', '/posts/by-key/delivery-1').expect(200);
    expect(found.body.post.id).toBe(answers[0]!.body.post.id);
    await brand('get', '/posts/by-key/delivery-2').expect(404);
  });

  it('refuses a reply to a deleted post, one that is too long, and addresses that are not ours', async () => {
    const post = await write({});
    expect((await reply(post.id, { text: '👩‍👩‍👧'.repeat(501) })).body.error).toMatchObject({
      code: 'too-long',
      details: { length: 501, limit: 500 },
    });
    expect((await reply(post.id, { checkUrl: 'https://elsewhere.example/c/1' })).status).toBe(422);
    expect(
      (
        await reply(post.id, {
          media: [{ url: '//elsewhere.example/x.png', alt: '', mimeType: 'image/png' }],
        })
      ).status,
    ).toBe(422);
    await customer('delete', `/posts/${post.id}?accountId=${ines().id}`).expect(204);
    expect((await reply(post.id)).body.error.code).toBe('parent-gone');
    expect((await reply('nonsense')).body.error.code).toBe('parent-gone');
  });

  it('tells of edits and deletions again, behind what was told before', async () => {
    const post = await write({});
    const { cursor } = await notices();
    await customer('patch', `/posts/${post.id}`)
      .send({ accountId: ines().id, text: `${HANDLE} Geht wieder` })
      .expect(200);
    const edited = await notices(cursor);
    expect(edited.items.map(({ post: { id, text, editedAt } }) => [id, text, editedAt !== null])).toEqual([
      [post.id, `${HANDLE} Geht wieder`, true],
    ]);
    await customer('delete', `/posts/${post.id}?accountId=${ines().id}`).expect(204);
    const deleted = await notices(edited.cursor);
    expect(deleted.items.map(({ post: { id, text, deletedAt } }) => [id, text, deletedAt !== null])).toEqual([
      [post.id, '', true],
    ]);
    expect((await notices(deleted.cursor)).items).toEqual([]);
  });

  it('loses nothing for a reader that follows while many write at once', async () => {
    const written = new Set<string>();
    const read = new Set<string>();
    let cursor = 0;
    const follow = async () => {
      const page = await notices(cursor);
      for (const { post } of page.items) read.add(post.id);
      cursor = page.cursor;
    };
    const writing = Promise.all(
      Array.from({ length: 30 }, async (_, at) => written.add((await write({ text: `${HANDLE} ${at}` })).id)),
    );
    while (written.size < 30) await follow();
    await writing;
    await follow();
    expect([...read].sort()).toEqual([...written].sort());
  });

  it('edits and deletes only what is one’s own', async () => {
    const post = await write({});
    await customer('patch', `/posts/${post.id}`).send({ accountId: oliver().id, text: 'x' }).expect(404);
    await customer('delete', `/posts/${post.id}?accountId=${oliver().id}`).expect(404);
    await brand('patch', `/posts/${post.id}`).send({ text: 'x' }).expect(404);
    const answer = await reply(post.id);
    await brand('patch', `/posts/${answer.body.post.id}`).send({ text: 'Korrektur' }).expect(200);
    await brand('delete', `/posts/${answer.body.post.id}`).expect(204);
    await brand('delete', `/posts/${answer.body.post.id}`).expect(404);
  });

  it('keeps a picture, tells of it by an address that needs no login, and refuses what is none', async () => {
    const { body } = await customer('post', '/posts')
      .field({ accountId: ines().id, text: `${HANDLE} Seht selbst`, visibility: 'public', alt: 'Rote Lampe' })
      .attach('picture', PICTURE, { filename: 'lampe.png', contentType: 'image/png' })
      .expect(201);
    expect(body.media).toEqual([
      { url: expect.stringMatching(/^http.*\/media\//), alt: 'Rote Lampe', mimeType: 'image/png' },
    ]);
    await request(app.url)
      .get(new URL(body.media[0].url as string).pathname)
      .expect(200)
      .expect('Content-Type', /image\/png/);
    await customer('post', '/posts')
      .field({ accountId: ines().id, text: 'x', visibility: 'public' })
      .attach('picture', Buffer.from('<svg onload="alert(1)"/>'), {
        filename: 'x.png',
        contentType: 'image/png',
      })
      .expect(422);
    expect((await notices()).items).toHaveLength(1);
  });

  it('hands the brand portraits that its media can be fetched from', async () => {
    await write({});
    const [first] = (await notices()).items;
    await request(app.url)
      .get(new URL(first!.post.author.avatarUrl).pathname)
      .expect(200)
      .expect('Content-Type', /^image\/(png|jpeg)/);
  });

  it.each([
    ['no text', { text: '' }, 422],
    ['only blanks', { text: ' \n ' }, 422],
    ['too many characters', { text: 'x'.repeat(501) }, 422],
    ['far too many characters', { text: 'x'.repeat(30_000) }, 400],
    ['a text that is no text', { text: { $ne: '' } }, 400],
    ['nobody’s account', { accountId: 'x' }, 404],
    ['an account that does not exist', { accountId: '01990000-0000-7000-8000-000000000000' }, 404],
    ['an unknown visibility', { visibility: 'internal' }, 400],
    ['a parent that is none', { inReplyToId: "' OR 1=1" }, 422],
    ['a parent that does not exist', { inReplyToId: '01990000-0000-7000-8000-000000000000' }, 422],
  ])('answers a post with %s in a sentence', async (_name, given, status) => {
    const body = { accountId: ines().id, text: 'Hallo', visibility: 'public', ...given };
    const answer = await customer('post', '/posts').send(body);
    expect([answer.status, typeof answer.body.error.message]).toEqual([status, 'string']);
  });

  it('lets nobody write as the brand', async () => {
    await customer('post', '/posts')
      .send({ accountId: people.brueckenfunk_hilft!.id, text: 'Fälschung', visibility: 'public' })
      .expect(404);
  });

  it('keeps hostile text to the letter and shows it as text', async () => {
    const text = `${HANDLE} <script>alert(1)</script> "'& \u202Egnp \ud83d`;
    const post = await write({ text });
    expect(post.text).toBe(`${HANDLE} <script>alert(1)</script> "'& \u202Egnp \ufffd`);
    const page = await request(app.url).get('/playground?as=%3Cscript%3E&lang=xx').expect(200);
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('calls a hook for what concerns the brand, and forgets one at which nobody answers', async () => {
    let called = 0;
    const answering = createServer((incoming, response) => {
      incoming.resume();
      called += 1;
      response.end();
    });
    await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve));
    const alive = `http://127.0.0.1:${(answering.address() as AddressInfo).port}/hook`;
    const dead = `http://127.0.0.1:${await freePort()}/hook`;
    await brand('put', '/hooks').send({ url: alive }).expect(204);
    await brand('put', '/hooks').send({ url: dead }).expect(204);
    await brand('put', '/hooks').send({ url: 'ftp://127.0.0.1/' }).expect(400);
    await write({ text: 'Nur so.' });
    await write({});
    const hooks = () => app.database.query<{ url: string }>('SELECT url FROM playground_hook');
    const until = Date.now() + 5_000;
    while (((await hooks()).length > 1 || called === 0) && Date.now() < until) await delay(10);
    expect(await hooks()).toEqual([{ url: alive }]);
    expect(called).toBe(1);
    await new Promise((resolve) => answering.close(resolve));
  });

  it('opens the brand’s door for its token alone', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer x', `Basic ${token}`, `Bearer ${token}x`]) {
      await request(app.url).get('/playground/api/brand').set('Authorization', authorization).expect(401);
    }
    await brand('get', '').expect(200);
  });

  it.each([
    'cursor=nonsense',
    `cursor=${Buffer.from('["+275760-09-13T00:00:00.000Z","x"]').toString('base64url')}`,
    'limit=0',
    'limit=1e9',
    'accountId=1&accountId=2',
  ])('answers 400 to a list with %s', async (query) => {
    await request(app.url).get(`/playground/api/posts?${query}`).expect(400);
  });

  it('pages through its threads without losing one', async () => {
    for (let at = 0; at < 7; at += 1) {
      app.clock.advance({ seconds: 1 });
      await write({ text: `${HANDLE} ${at}` });
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer: { body: PlaygroundThreads } = await request(app.url).get(
        `/playground/api/posts?limit=3&cursor=${cursor}`,
      );
      seen.push(...answer.body.items.map(({ rootId }) => rootId));
      cursor = answer.body.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([10, 10]);
  });

  it('answers 304 while nothing happened, and the new feed once something did', async () => {
    const first = await request(app.url).get('/playground/feed?lang=de&as=o_thiele').expect(200);
    const version = first.headers.etag as string;
    await request(app.url)
      .get('/playground/feed?lang=de&as=o_thiele')
      .set('If-None-Match', version)
      .expect(304);
    await request(app.url)
      .get('/playground/feed?lang=en&as=o_thiele')
      .set('If-None-Match', version)
      .expect(200);
    await write({ text: `${HANDLE} Neu!` });
    const next = await request(app.url)
      .get('/playground/feed?lang=de&as=o_thiele')
      .set('If-None-Match', version)
      .expect(200);
    expect(next.text).toContain('Neu!');
  });

  it('serves its page without any inline script, in both languages', async () => {
    const german = await request(app.url).get('/playground').set('Accept-Language', 'de-AT,de').expect(200);
    expect(german.text).toContain('<html lang="de">');
    expect(german.text).toContain('Alle Menschen sind erfunden');
    expect(german.text.match(/<script/g)).toHaveLength(1);
    expect(german.text).not.toMatch(/ on[a-z]+="/);
    const english = await request(app.url).get('/playground').set('Accept-Language', 'en-GB').expect(200);
    expect(english.text).toContain('all the people are invented');
    await request(app.url)
      .get('/playground/playground.js')
      .expect(200)
      .expect('Content-Type', /javascript/);
    await request(app.url).get('/playground/playground.css').expect(200).expect('Content-Type', /css/);
    await request(app.url)
      .get('/playground/portraits/gudrun_maas.svg')
      .expect(200)
      .expect('Content-Type', /svg/);
    await request(app.url).get('/playground/portraits/nobody.svg').expect(404);
  });
});

describe('without the demonstration', () => {
  it('there is no playground', async () => {
    const app = await createTestApp({ modules: [PlaygroundModule], settings: { demo: false } });
    try {
      const { token } = app.get(PlaygroundCredentials);
      for (const path of ['', '/feed', '/playground.js', '/api/accounts', '/api/posts', '/api/brand']) {
        await request(app.url).get(`/playground${path}`).set('Authorization', `Bearer ${token}`).expect(404);
      }
      await request(app.url).post('/playground/api/posts').set('Origin', app.url).send({}).expect(404);
    } finally {
      await app.close();
    }
  });
});
