import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import {
  aJpeg,
  anAnimatedGif,
  anSvgWithScript,
  aPhotoWithLocation,
  aPngOf200Megapixels,
} from '../../test/factories/picture-files.ts';
import { encodeFace, encodePicture, type EncodedPicture } from './picture.ts';

const refuse = { animation: 'refuse' } as const;
const blob = (picture: EncodedPicture, variant: string): Buffer =>
  picture.blobs.find((found) => found.variant === variant)!.data;

describe('a picture that is taken', () => {
  test('loses its place and its maker, and stands upright', async () => {
    const photo = await aPhotoWithLocation();
    const before = await sharp(photo).metadata();
    expect(before.orientation).toBe(6);
    expect(before.exif!.includes('Jana private')).toBe(true);

    const picture = await encodePicture(photo, refuse);

    expect([picture.width, picture.height]).toEqual([500, 900]);
    for (const { data } of picture.blobs) {
      const after = await sharp(data).metadata();
      expect([after.exif, after.xmp, after.iptc, after.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(data.includes('Jana private')).toBe(false);
    }
  });

  test('is cut down to 4096 pixels, with a preview of 640', async () => {
    const picture = await encodePicture(await aJpeg(5_000, 2_500), refuse);
    expect([picture.mimeType, picture.width, picture.height]).toEqual(['image/jpeg', 4_096, 2_048]);
    const preview = await sharp(blob(picture, 'preview')).metadata();
    expect([preview.format, preview.width, preview.height]).toEqual(['webp', 640, 320]);
  });

  test('needs no preview when it is small', async () => {
    const picture = await encodePicture(await aJpeg(300, 200), refuse);
    expect(picture.blobs.map(({ variant }) => variant)).toEqual(['original']);
  });

  test('keeps what is transparent', async () => {
    const drawing = await sharp({
      create: { width: 50, height: 50, channels: 4, background: { r: 0, g: 90, b: 0, alpha: 0.4 } },
    })
      .webp()
      .toBuffer();
    const picture = await encodePicture(drawing, refuse);
    expect(picture.mimeType).toBe('image/png');
    expect((await sharp(blob(picture, 'original')).metadata()).hasAlpha).toBe(true);
  });

  test('shows the first frame of what moves, where that is wanted', async () => {
    const picture = await encodePicture(await anAnimatedGif(), { animation: 'first-frame' });
    expect([picture.width, picture.height]).toEqual([40, 40]);
  });
});

describe('a file that is refused', () => {
  const cases: [string, () => Buffer | Promise<Buffer>, string, RegExp][] = [
    ['a picture of 200 megapixels in a small file', aPngOf200Megapixels, 'too-many-pixels', /200 megapixels/],
    ['an SVG with a script', anSvgWithScript, 'vector', /SVG/],
    ['a moving GIF', anAnimatedGif, 'animated', /still/],
    ['half a JPEG', async () => (await aJpeg()).subarray(0, 700), 'unreadable', /damaged/],
    [
      'half a PNG',
      async () =>
        (
          await sharp(await aJpeg())
            .png()
            .toBuffer()
        ).subarray(0, 900),
      'unreadable',
      /damaged/,
    ],
    [
      'a JPEG of nothing but its beginning',
      () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      'unreadable',
      /damaged/,
    ],
    ['a page of HTML', () => Buffer.from('<!doctype html><p>hello'), 'not-a-picture', /JPEG, PNG/],
    ['a PDF', () => Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'not-a-picture', /JPEG, PNG/],
    ['nothing', () => Buffer.alloc(0), 'not-a-picture', /JPEG, PNG/],
  ];

  test.each(cases)('%s', async (_name, make, fault, sentence) => {
    const file = await make();
    const takesFirstFrame = fault === 'animated';
    const encoders = [
      () => encodePicture(file, refuse),
      ...(takesFirstFrame ? [] : [() => encodeFace(file)]),
    ];
    for (const encode of encoders) {
      await expect(encode()).rejects.toMatchObject({ fault, message: expect.stringMatching(sentence) });
    }
  });

  test('of 200 megapixels is refused before it is unpacked', async () => {
    const before = process.memoryUsage().rss;
    const startedAt = performance.now();
    await expect(encodePicture(aPngOf200Megapixels(), refuse)).rejects.toThrow(/megapixels/);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});

test('a face of what moves is its first frame', async () => {
  const { blobs } = await encodeFace(await anAnimatedGif());
  const { pages = 1 } = await sharp(blobs.at(-1)!.data).metadata();
  expect(pages).toBe(1);
});

test.each([
  ['at the edge', { x: 1, y: 1, size: 0.5 }],
  ['larger than there is room', { x: 0.5, y: 0.5, size: 1 }],
  ['of hardly anything', { x: 0.5, y: 0.5, size: 0.01 }],
])('a square %s is moved back inside', async (_name, crop) => {
  const { width, height } = await encodeFace(await aJpeg(90, 40), crop);
  expect([width, height]).toEqual([512, 512]);
});

test('a face is square in three sizes and carries nothing of its photo', async () => {
  const face = await encodeFace(await aPhotoWithLocation());
  const sizes = await Promise.all(
    face.blobs.map(async ({ variant, data }) => [variant, await sharp(data).metadata()] as const),
  );
  expect(sizes.map(([variant, { width, height, format }]) => [variant, width, height, format])).toEqual([
    ['64', 64, 64, 'webp'],
    ['256', 256, 256, 'webp'],
    ['512', 512, 512, 'webp'],
  ]);
  expect(sizes.every(([, { exif, xmp }]) => exif === undefined && xmp === undefined)).toBe(true);
});
