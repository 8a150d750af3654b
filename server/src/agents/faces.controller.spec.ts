import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  aJpeg,
  anAnimatedGif,
  anSvgWithScript,
  aPhotoWithLocation,
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

  test('is not kept by caches for longer than minutes, because consent may end', async () => {
    await upload(await aJpeg());
    expect((await face(1)).headers['cache-control']).toBe('public, max-age=300');
  });

  test.each([
    ['a moving GIF', anAnimatedGif],
    ['an SVG with a script', anSvgWithScript],
  ])('is refused as %s', async (_name, make) => {
    expect((await upload(await make())).body.error.code).toBe('media-rejected');
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
