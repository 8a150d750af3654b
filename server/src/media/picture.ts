// Fonts first: the drawing library looks for them once, when it is loaded.
import '../platform/fonts.ts';
import { fileTypeFromBuffer } from 'file-type';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { Turns } from '../platform/turns.ts';
import type { MediaVariant } from './media-blob.entity.ts';

/** A picture of 40 megapixels is some 160 MB once unpacked; more is an attack or a mistake. */
export const MOST_PIXELS = 40_000_000;
export const LARGEST_BYTES = 10 * 1024 * 1024;
const ORIGINAL_SIDE = 4_096;
const PREVIEW_SIDE = 640;
/** A PNG without transparency that grows larger than this is a photo, and a photo is a JPEG. */
const LARGEST_PNG = 1_500_000;
const FACE_SIZES = [64, 256, 512] as const;

/** Unpacked pictures are large. */
const turns = new Turns(2);

const PICTURE_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);

export interface Blob {
  variant: MediaVariant;
  mimeType: string;
  data: Buffer;
}

/** Re-encoded, upright, without anything that the camera wrote beside the picture. */
export interface EncodedPicture {
  mimeType: string;
  width: number;
  height: number;
  bytes: number;
  blobs: Blob[];
}

export type PictureFault = 'not-a-picture' | 'vector' | 'animated' | 'too-many-pixels' | 'unreadable';

/** Why bytes are not taken as a picture, with one sentence for people. */
export class PictureError extends Error {
  override name = 'PictureError';

  constructor(
    readonly fault: PictureFault,
    sentence: string,
  ) {
    super(sentence);
  }
}

export interface EncodeOptions {
  /** What an agent uploads must be what the customer sees; what a network has moving is shown by its first frame. */
  animation: 'refuse' | 'first-frame';
}

/** The original at most 4096 pixels wide or high as JPEG or PNG, which every network takes, and a preview. */
export async function encodePicture(data: Buffer, options: EncodeOptions): Promise<EncodedPicture> {
  return turns.take(async () => {
    const source = await open(data, options);
    return reading(async () => {
      const upright = source
        .autoOrient()
        .resize({ width: ORIGINAL_SIDE, height: ORIGINAL_SIDE, fit: 'inside', withoutEnlargement: true });
      const original = await encodeOriginal(upright, data);
      const { width, height } = original.info;
      const mimeType = `image/${original.info.format}`;
      const blobs: Blob[] = [{ variant: 'original', mimeType, data: original.data }];
      if (Math.max(width, height) > PREVIEW_SIDE)
        blobs.push({ variant: 'preview', mimeType: 'image/webp', data: await preview(original.data) });
      return { mimeType, width, height, bytes: original.data.length, blobs };
    });
  });
}

/** A square of an upright picture, in shares of it, each from 0 to 1. */
export interface SquareCrop {
  /** Of the left edge, in widths of the picture. */
  x: number;
  /** Of the upper edge, in heights of the picture. */
  y: number;
  /** Of a side, in shorter sides of the picture. */
  size: number;
}

/**
 * Squares of 64, 256 and 512 pixels as WebP, and the largest once more as the original. Of what moves, the first frame.
 *
 * @param crop without one, the most striking part
 */
export async function encodeFace(data: Buffer, crop: SquareCrop | null = null): Promise<EncodedPicture> {
  return turns.take(async () => {
    const source = await open(data, { animation: 'first-frame' });
    return reading(async () => {
      const upright = source.autoOrient();
      const cut = crop === null ? upright : upright.extract(await squareOf(data, crop));
      const square = await cut
        .resize(512, 512, { fit: 'cover', position: 'attention' })
        .png({ compressionLevel: 1 })
        .toBuffer();
      return faceOf(
        await Promise.all(
          FACE_SIZES.map((size) => sharp(square).resize(size, size).webp({ quality: 86 }).toBuffer()),
        ),
      );
    });
  });
}

/** The square in pixels; what reaches over an edge is moved back inside. */
async function squareOf(data: Buffer, { x, y, size }: SquareCrop) {
  const { autoOrient } = await sharp(data, { limitInputPixels: MOST_PIXELS, pages: 1 }).metadata();
  const { width, height } = autoOrient;
  const side = Math.max(1, Math.min(Math.round(size * Math.min(width, height)), width, height));
  const within = (share: number, whole: number) =>
    Math.max(0, Math.min(Math.round(share * whole), whole - side));
  return { left: within(x, width), top: within(y, height), width: side, height: side };
}

/** A drawn face: `bust` for the large sizes, `closeUp` for the smallest. The SVG must be our own. */
export async function renderFace(svg: { bust: string; closeUp: string }): Promise<EncodedPicture> {
  return turns.take(async () =>
    faceOf(
      await Promise.all(FACE_SIZES.map((size) => renderNow(size === 64 ? svg.closeUp : svg.bust, size))),
    ),
  );
}

/** A WebP from an SVG of our own, square unless told; foreign SVG never comes here. */
export async function renderSvg(svg: string, width: number, height = width): Promise<Buffer> {
  return turns.take(() => renderNow(svg, width, height));
}

async function renderNow(svg: string, width: number, height = width): Promise<Buffer> {
  return sharp(Buffer.from(svg)).resize(width, height).webp({ quality: 90 }).toBuffer();
}

function faceOf(squares: readonly Buffer[]): EncodedPicture {
  const blobs = FACE_SIZES.map((size, index): Blob => ({
    variant: `${size}`,
    mimeType: 'image/webp',
    data: squares[index] ?? Buffer.alloc(0),
  }));
  const largest = blobs.at(-1)?.data ?? Buffer.alloc(0);
  return { mimeType: 'image/webp', width: 512, height: 512, bytes: largest.length, blobs };
}

async function open(data: Buffer, { animation }: EncodeOptions): Promise<Sharp> {
  const type = await fileTypeFromBuffer(data);
  if (type === undefined || !PICTURE_TYPES.has(type.mime)) throw refusalOf(data);
  const source = sharp(data, { limitInputPixels: MOST_PIXELS, failOn: 'truncated', pages: 1 });
  const {
    width,
    height,
    pages = 1,
  } = await reading(() => sharp(data, { limitInputPixels: false }).metadata());
  if (width * height > MOST_PIXELS) {
    const millions = Math.round((width * height) / 1_000_000);
    throw new PictureError(
      'too-many-pixels',
      `The picture has ${millions} megapixels; at most ${MOST_PIXELS / 1_000_000} are taken.`,
    );
  }
  if (pages > 1 && animation === 'refuse') {
    throw new PictureError('animated', 'Moving pictures are not taken; choose a still one.');
  }
  return source;
}

function refusalOf(data: Buffer): PictureError {
  const beginning = data.subarray(0, 2_048).toString('utf8').toLowerCase();
  if (beginning.includes('<svg')) {
    return new PictureError('vector', 'SVG drawings can contain programs and are not taken; save it as PNG.');
  }
  return new PictureError(
    'not-a-picture',
    'This is no picture that can be shown: JPEG, PNG, WebP, GIF and AVIF are.',
  );
}

async function encodeOriginal(upright: Sharp, data: Buffer): Promise<{ data: Buffer; info: OutputInfo }> {
  const { hasAlpha, format } = await sharp(data, { limitInputPixels: MOST_PIXELS }).metadata();
  if (hasAlpha || format === 'png' || format === 'gif') {
    const png = await upright.clone().png({ compressionLevel: 8 }).toBuffer({ resolveWithObject: true });
    if (png.data.length <= LARGEST_PNG || (hasAlpha && !(await sharp(png.data).stats()).isOpaque)) return png;
  }
  return upright
    .clone()
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 86 })
    .toBuffer({ resolveWithObject: true });
}

async function preview(original: Buffer): Promise<Buffer> {
  return sharp(original)
    .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside' })
    .webp({ quality: 82 })
    .toBuffer();
}

/** Whatever the decoder complains about is the file's fault. */
async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PictureError) throw error;
    throw new PictureError('unreadable', 'The picture is damaged or incomplete and cannot be read.');
  }
}
