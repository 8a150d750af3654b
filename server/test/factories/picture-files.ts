import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Files as people and attackers upload them, made on the spot. */

export async function aJpeg(width = 800, height = 600): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#3a7d6b' } })
    .jpeg()
    .toBuffer();
}

/** As a telephone takes it: lying on its side, with the place where it was taken. */
export async function aPhotoWithLocation(): Promise<Buffer> {
  return sharp({ create: { width: 900, height: 500, channels: 3, background: '#7d3a5b' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Copyright: 'Jana private' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 18/1 4500/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '9/1 29/1 3000/100',
      },
    })
    .jpeg()
    .toBuffer();
}

/** A blue photo of 600 by 900, stored lying on its side, with a red square in it; with the square in shares of the upright photo. */
export async function aSquareInAPhoto(square: {
  left: number;
  top: number;
  side: number;
}): Promise<{ file: Buffer; x: number; y: number; size: number }> {
  const [width, height] = [600, 900];
  const { left, top, side } = square;
  const red = { create: { width: side, height: side, channels: 3 as const, background: '#ff0000' } };
  const upright = await sharp({ create: { width, height, channels: 3, background: '#0000ff' } })
    .composite([{ input: await sharp(red).png().toBuffer(), left, top }])
    .png()
    .toBuffer();
  const file = await sharp(upright)
    .rotate(270)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
  return { file, x: left / width, y: top / height, size: side / width };
}

export async function anAnimatedGif(): Promise<Buffer> {
  const frames = Buffer.concat([Buffer.alloc(40 * 40 * 3, 20), Buffer.alloc(40 * 40 * 3, 220)]);
  return sharp(frames, { raw: { width: 40, height: 80, channels: 3, pageHeight: 40 } })
    .gif({ delay: [100, 100] })
    .toBuffer();
}

export function anSvgWithScript(): Buffer {
  return Buffer.from(
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
}

/** Some 30 kB that unpack to 200 megapixels: one bit each, all the same. */
export function aPngOf200Megapixels(): Buffer {
  const [width, height] = [20_000, 10_000];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(height * (1 + width / 8)), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A real picture of just over `bytes` bytes, which no compression made smaller. */
export async function aPictureOf(bytes: number): Promise<Buffer> {
  const side = Math.ceil(Math.sqrt(bytes / 3)) + 1;
  return sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
      background: '#000',
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
