import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  aJpeg,
  anAnimatedGif,
  anSvgWithScript,
  aPhotoWithLocation,
  aPngOf200Megapixels,
  aSquareInAPhoto,
} from '../../test/factories/picture-files.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { MediaModule } from '../media/media.module.ts';
import { agentPortraits } from '../media/portrait-gallery.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { AgentRecord } from './agent.types.ts';
import { AgentsModule } from './agents.module.ts';
import { FacesService } from './faces.service.ts';

let app: TestApp;
let jana: AgentRecord;
let headers: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [MediaModule, AgentsModule], settings: { logLevel: 'silent' } });
});
beforeEach(async () => {
  await app.reset();
  jana = await anAgent(app);
  headers = await signIn(app, jana);
});
afterAll(() => app.close());

const upload = (file: Buffer) =>
  request(app.url).post('/api/me/face').set(headers).attach('file', file, 'me.jpg');
const face = (version: number | string, size: number | string = 256, id = jana.id) =>
  request(app.url).get(`/faces/${id}/${version}/${size}.webp`);

describe('a face', () => {
  test('is shown in three sizes to anybody, without the place where it was taken', async () => {
    const me = await upload(await aPhotoWithLocation());
    expect(me.body.avatarUrl).toBe(`/faces/${jana.id}/1/256.webp`);
    for (const size of [64, 256, 512]) {
      const answer = await face(1, size);
      const { width, height, exif } = await sharp(answer.body as Buffer).metadata();
      expect([answer.status, answer.type, width, height, exif]).toEqual([
        200,
        'image/webp',
        size,
        size,
        undefined,
      ]);
      expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    }
  });

  test('that is replaced stays with the replies written under it', async () => {
    await upload(await aJpeg());
    const before = (await face(1)).body as Buffer;
    const me = await upload(await aPhotoWithLocation());
    expect(me.body.avatarUrl).toBe(`/faces/${jana.id}/2/256.webp`);
    expect((await face(1)).body).toEqual(before);
  });

  test('whose consent is withdrawn is gone everywhere, and initials stand in', async () => {
    await upload(await aJpeg());
    await upload(await aPhotoWithLocation());
    const photo = (await face(1)).body as Buffer;
    const me = await request(app.url).delete('/api/me/face').set(headers);
    expect(me.body.avatarUrl).toBe(`/faces/${jana.id}/0/256.webp`);
    const initials = (await face(0)).body as Buffer;
    expect(initials).not.toEqual(photo);
    expect([(await face(1)).body, (await face(2)).body]).toEqual([initials, initials]);
    const kept = await app.database.query(`SELECT 1 FROM media WHERE kind = 'face'`);
    expect(kept).toEqual([]);
  });

  test('that comes after a withdrawal does not appear beside old replies', async () => {
    await upload(await aJpeg());
    await request(app.url).delete('/api/me/face').set(headers);
    const initials = (await face(1)).body as Buffer;
    const me = await upload(await aPhotoWithLocation());
    expect(me.body.avatarUrl).toBe(`/faces/${jana.id}/2/256.webp`);
    expect((await face(1)).body).toEqual(initials);
  });

  test('may be kept by caches, which ask each time whether it is still the one', async () => {
    await upload(await aJpeg());
    const { headers: answered } = await face(1);
    expect([answered['cache-control'], answered['vary']]).toEqual([
      'public, no-cache',
      expect.stringContaining('Cookie'),
    ]);
    await face(1)
      .set('If-None-Match', answered['etag'] as string)
      .expect(304);
    await request(app.url).delete('/api/me/face').set(headers);
    const after = await face(1).set('If-None-Match', answered['etag'] as string);
    expect([after.status, after.body]).toEqual([200, (await face(0)).body]);
  });

  test('of what moves is its first frame', async () => {
    const me = await upload(await anAnimatedGif()).expect(201);
    const { pages = 1, width } = await sharp((await face(1, 512)).body as Buffer).metadata();
    expect([me.body.avatarUrl, pages, width]).toEqual([`/faces/${jana.id}/1/256.webp`, 1, 512]);
  });

  test.each([
    ['an SVG with a script', anSvgWithScript, 'vector'],
    ['a picture of 200 megapixels', aPngOf200Megapixels, 'too-many-pixels'],
  ])('is refused as %s, with a sentence', async (_name, make, reason) => {
    const { status, body } = await upload(make());
    expect([status, body.error.code, body.error.details]).toEqual([
      422,
      'media-rejected',
      { reason, sentence: expect.any(String) },
    ]);
  });

  test('is the square that was chosen, of the photo as it stands upright', async () => {
    const square = await aSquareInAPhoto({ left: 300, top: 100, side: 200 });
    await request(app.url)
      .post('/api/me/face')
      .set(headers)
      .attach('file', square.file, 'me.jpg')
      .field({ x: String(square.x), y: String(square.y), size: String(square.size) })
      .expect(201);
    const { channels } = await sharp((await face(1, 512)).body as Buffer).stats();
    const [red, green] = channels.map(({ mean }) => mean);
    expect(red).toBeGreaterThan(240);
    expect(green).toBeLessThan(20);
  });

  test.each([
    { x: 'left', y: '0', size: '1' },
    { x: '0', y: '2', size: '1' },
    { x: '0', y: '0', size: '0' },
    { x: '', y: '0', size: '1' },
  ])('is refused with the square %p', async (crop) => {
    const answer = await request(app.url)
      .post('/api/me/face')
      .set(headers)
      .attach('file', await aJpeg(), 'me.jpg')
      .field(crop);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'malformed']);
  });

  test('is for colleagues alone while no purpose allows it', async () => {
    const lena = await anAgent(app, {
      forms: { replies: null, checkPage: null, teamPage: null, persona: null },
    });
    const own = await signIn(app, lena);
    await request(app.url)
      .post('/api/me/face')
      .set(own)
      .attach('file', await aJpeg(), 'me.jpg')
      .expect(201);
    const initials = (await face(0, 256, lena.id)).body as Buffer;
    expect((await face(1, 256, lena.id)).body).toEqual(initials);
    const seen = await face(1, 256, lena.id).set('Cookie', headers.Cookie);
    expect(seen.body).not.toEqual(initials);
    expect(seen.headers['cache-control']).toBe('private, no-cache');
  });

  test('has an address for each purpose, and shows there what that purpose allows', async () => {
    const amina = await anAgent(app, {
      forms: { checkPage: 'firstName', teamPage: 'shielded', persona: null },
    });
    const own = await signIn(app, amina);
    await request(app.url)
      .post('/api/me/face')
      .set(own)
      .attach('file', await aJpeg(), 'me.jpg')
      .expect(201);
    const at = async (purpose: string) =>
      (await request(app.url).get(`/faces/${purpose}/${amina.id}/1/256.webp`)).body as Buffer;
    const initials = (await face(0, 256, amina.id)).body as Buffer;
    const [replies, checkPage, teamPage, persona] = await Promise.all(
      ['replies', 'checkPage', 'teamPage', 'persona'].map(at),
    );
    expect(replies).not.toEqual(initials);
    expect([checkPage, persona]).toEqual([initials, initials]);
    expect(teamPage).not.toEqual(initials);
    expect(teamPage).not.toEqual(replies);
    expect((await request(app.url).get(`/faces/billboard/${amina.id}/1/256.webp`)).status).toBe(404);
  });

  test('of nobody, or of a size or version that there is not, is not found', async () => {
    const odd = [
      face(0, 100),
      face('x'),
      face('-1'),
      face('99999999999'),
      face(0, 64, 'nobody'),
      face(0, 64, '0199b2f0-0000-7000-8000-000000000000'),
    ];
    expect((await Promise.all(odd)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  });

  test('that is drawn is closer in its smallest size', async () => {
    const faces = app.get(FacesService);
    const drawn = await faces.drawPortrait(agentPortraits.jana);
    const version = await app.get(UnitOfWork).run((tx) => faces.show(tx, jana.id, drawn));
    const [small, large] = await Promise.all([face(version, 64), face(version, 512)]);
    const shrunk = await sharp(large.body as Buffer)
      .resize(64, 64)
      .raw()
      .toBuffer();
    expect(
      await sharp(small.body as Buffer)
        .raw()
        .toBuffer(),
    ).not.toEqual(shrunk);
  });
});
