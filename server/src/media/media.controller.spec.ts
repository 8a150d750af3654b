import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aMedia } from '../../test/factories/a-media.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  aJpeg,
  anAnimatedGif,
  anSvgWithScript,
  aPictureOf,
  aPngOf200Megapixels,
} from '../../test/factories/picture-files.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { MediaService } from './media.service.ts';

let app: TestApp;
let jana: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ settings: { logLevel: 'silent' } });
});
beforeEach(async () => {
  await app.reset();
  jana = await signIn(app, await anAgent(app));
});
afterAll(() => app.close());

const upload = (file: Buffer, headers: SignedInHeaders = jana) =>
  request(app.url)
    .post('/api/media')
    .set(headers)
    .field('alt', 'A router')
    .attach('file', file, 'router.jpg');

describe('POST /api/media', () => {
  test('answers with the picture as it can be shown and attached', async () => {
    const answer = await upload(await aJpeg(1_200, 900));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ mimeType: 'image/jpeg', width: 1_200, height: 900, alt: 'A router' });
    const shown = await request(app.url).get(answer.body.previewUrl).set('Cookie', jana.Cookie);
    expect([shown.status, shown.type]).toEqual([200, 'image/webp']);
  });

  const refused: [string, () => Buffer | Promise<Buffer>, string][] = [
    ['an SVG with a script', anSvgWithScript, 'vector'],
    ['a moving GIF', anAnimatedGif, 'animated'],
    ['200 megapixels', aPngOf200Megapixels, 'too-many-pixels'],
    ['half a picture', async () => (await aJpeg()).subarray(0, 700), 'unreadable'],
  ];
  test.each(refused)('refuses %s with a sentence', async (_name, make, reason) => {
    const answer = await upload(await make());
    expect([answer.status, answer.body.error.code, answer.body.error.details.reason]).toEqual([
      422,
      'media-rejected',
      reason,
    ]);
    expect(answer.body.error.message).toMatch(/^[A-Z].*\.$/);
  });

  test('refuses twelve megabytes as too large', async () => {
    const answer = await upload(await aPictureOf(12_000_000));
    expect([answer.status, answer.body.error.code]).toEqual([413, 'payload-too-large']);
  });

  test('refuses a call without a file, or with something else in its place', async () => {
    const without = await request(app.url).post('/api/media').set(jana).field('alt', 'x');
    const json = await request(app.url).post('/api/media').set(jana).send({ file: 'x' });
    const twice = await upload(await aJpeg()).attach('file', await aJpeg(), 'second.jpg');
    expect([without.status, json.status, twice.status]).toEqual([400, 400, 400]);
  });

  test.each([
    ['no boundary', 'multipart/form-data', 'nonsense'],
    [
      'an end that is missing',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n\xff\xd8',
    ],
    [
      'a part without a name',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n',
    ],
    [
      'a field of the prototype',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--x--\r\n',
    ],
    [
      'a field twice',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="alt"\r\n\r\nx\r\n--x\r\nContent-Disposition: form-data; name="alt"\r\n\r\ny\r\n--x--\r\n',
    ],
    ['nothing at all', 'multipart/form-data; boundary=x', ''],
  ])('refuses a form with %s as malformed', async (_name, type, body) => {
    const answer = await request(app.url).post('/api/media').set(jana).set('Content-Type', type).send(body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'malformed']);
  });

  test('is closed to whoever is not signed in', async () => {
    const answer = await request(app.url)
      .post('/api/media')
      .set('Origin', app.url)
      .attach('file', await aJpeg(), 'a.jpg');
    expect(answer.status).toBe(401);
  });
});

describe('PATCH /api/media/:id', () => {
  test('describes one’s own picture anew, and nobody else’s', async () => {
    const { body } = await upload(await aJpeg());
    const changed = await request(app.url).patch(`/api/media/${body.id}`).set(jana).send({ alt: ' A lamp ' });
    expect(changed.body.alt).toBe('A lamp');
    const mehmet = await signIn(app, await anAgent(app));
    const refused = await request(app.url).patch(`/api/media/${body.id}`).set(mehmet).send({ alt: 'mine' });
    expect(refused.status).toBe(403);
  });
});

describe('GET /media/:id', () => {
  test('shows it to agents only, and so that a browser runs nothing in it', async () => {
    const { id } = await aMedia(app);
    expect((await request(app.url).get(`/media/${id}`)).status).toBe(401);
    const answer = await request(app.url).get(`/media/${id}`).set('Cookie', jana.Cookie);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    });
  });

  test('shows it to networks under its public address, and under no other', async () => {
    const [shown, other] = [await aMedia(app), await aMedia(app)];
    const address = app.get(MediaService).publicUrl(shown.id);
    const answer = await request(address).get('');
    expect([answer.status, answer.headers['cross-origin-resource-policy']]).toEqual([200, 'cross-origin']);
    const token = address.split('/').at(-1)!;
    const wrong = [
      `/media/${other.id}/${token}`,
      `/media/${shown.id}/${token}A`,
      `/media/${shown.id}/x`,
      `/media/${shown.id}/%00`,
    ];
    const answers = await Promise.all(wrong.map((path) => request(app.url).get(path)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  test('answers 304 to a browser that has it', async () => {
    const { id } = await aMedia(app);
    const first = await request(app.url).get(`/media/${id}`).set('Cookie', jana.Cookie);
    const again = await request(app.url)
      .get(`/media/${id}`)
      .set('Cookie', jana.Cookie)
      .set('If-None-Match', first.headers.etag!);
    expect(again.status).toBe(304);
  });

  test.each(['/media/nonsense', '/media/0199b2f0-0000-7000-8000-000000000000'])(
    'knows no %s',
    async (path) => {
      expect((await request(app.url).get(path).set('Cookie', jana.Cookie)).status).toBe(404);
    },
  );
});
