import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import {
  anAnimatedGif,
  anSvgWithScript,
  aPictureOf,
  aPngOf200Megapixels,
} from '../../test/factories/picture-files.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';

let app: TestApp;
let admin: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ settings: { logLevel: 'silent' } });
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app);
  admin = await signIn(app, await anAgent(app, { role: 'admin' }));
});
afterAll(() => app.close());

const aLogo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 14, g: 90, b: 107, alpha: 0.5 } } })
    .png()
    .toBuffer();
const upload = (file: Buffer, name = 'logo.png') =>
  request(app.url).post('/api/organisation/logo').set(admin).attach('file', file, name);
const show = (path: string) => request(app.url).get(path).buffer(true);
const pictures = () => app.database.query(`SELECT 1 FROM media WHERE kind = 'logo'`);

describe('the logo', () => {
  test('is shown to everybody at an address of its own, small, see-through, and kept by browsers', async () => {
    const answer = await upload(await aLogo(2_000, 1_000));
    expect(answer.status).toBe(201);
    expect(answer.body.logoUrl).toMatch(/^\/brand\/logo\?v=[0-9a-f-]{36}$/);
    const shown = await show(answer.body.logoUrl);
    const { width, height, hasAlpha } = await sharp(shown.body as Buffer).metadata();
    expect([shown.status, width, height, hasAlpha]).toEqual([200, 640, 320, true]);
    expect(shown.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': 'inline',
    });
    expect(shown.headers).not.toHaveProperty('set-cookie');
  });

  test('is known by a caller that has it already', async () => {
    const { body } = await upload(await aLogo(300, 100));
    const tag = (await show(body.logoUrl)).headers['etag'] as string;
    expect((await show(body.logoUrl).set('If-None-Match', tag)).status).toBe(304);
  });

  test('makes room for the next one, under a new address', async () => {
    const first = (await upload(await aLogo(300, 100))).body.logoUrl as string;
    const second = (await upload(await aLogo(100, 100))).body.logoUrl as string;
    expect(second).not.toBe(first);
    const old = await show(first);
    expect([old.status, old.headers['cache-control']]).toEqual([200, 'public, max-age=60']);
    expect((await sharp(old.body as Buffer).metadata()).width).toBe(100);
    expect(await pictures()).toHaveLength(1);
  });

  test('is gone from the database when it is taken away, and its address finds nothing', async () => {
    const { logoUrl } = (await upload(await aLogo(300, 100))).body;
    const answer = await request(app.url).delete('/api/organisation/logo').set(admin);
    expect([answer.status, answer.body.logoUrl]).toEqual([200, null]);
    expect([(await show(logoUrl)).status, (await show('/brand/logo')).status]).toEqual([404, 404]);
    expect(await pictures()).toHaveLength(0);
    expect((await request(app.url).delete('/api/organisation/logo').set(admin)).status).toBe(200);
  });

  test('of five megabytes is taken and shown with a fraction of them', async () => {
    const answer = await upload(await aPictureOf(5_000_000), 'photo.jpg');
    expect(answer.status).toBe(201);
    expect((await show(answer.body.logoUrl)).body.length).toBeLessThan(500_000);
  });

  const refused: [string, () => Buffer | Promise<Buffer>, number, string | undefined][] = [
    ['an SVG with a script', anSvgWithScript, 422, 'vector'],
    ['a moving picture', anAnimatedGif, 422, 'animated'],
    ['200 megapixels', aPngOf200Megapixels, 422, 'too-many-pixels'],
    [
      'a page called logo.png',
      () => Buffer.from('<!doctype html><script>alert(1)</script>'),
      422,
      'not-a-picture',
    ],
    ['twelve megabytes', () => aPictureOf(12_000_000), 413, undefined],
  ];
  test.each(refused)('is not made of %s, and the one before stays', async (_name, make, status, reason) => {
    const { logoUrl } = (await upload(await aLogo(300, 100))).body;
    const answer = await upload(await make());
    expect([answer.status, answer.body.error.details.reason]).toEqual([status, reason]);
    expect((await show(logoUrl)).headers['cache-control']).toContain('immutable');
  });

  test('of two administrators at once is one of both, and nothing is left of the other', async () => {
    await Promise.all([
      upload(await aLogo(300, 100)),
      upload(await aLogo(100, 300)),
      upload(await aLogo(50, 50)),
    ]);
    expect(await pictures()).toHaveLength(1);
    expect((await show('/brand/logo')).status).toBe(200);
  });
});
