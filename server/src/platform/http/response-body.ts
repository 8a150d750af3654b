import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OutboundError } from './outbound-error.ts';
import type { ResponseHeaders } from './safe-http.client.ts';

/**
 * The whole decoded body.
 *
 * @throws OutboundError `too-large` as soon as more than `maxBytes` came out, so that a small body which unpacks to a
 *   huge one is stopped on the way
 */
export async function readLimited(
  body: Readable,
  headers: ResponseHeaders,
  maxBytes: number,
  host: string,
): Promise<Buffer> {
  const tooLarge = () => new OutboundError('too-large', `${host} answered with more than ${maxBytes} bytes.`);
  try {
    const chunks: Uint8Array[] = [];
    let total = 0;
    for await (const chunk of decoded(body, headers['content-encoding'])) {
      total += chunk.length;
      if (total > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    body.on('error', () => {});
    body.destroy();
  }
}

/** Undoes one content encoding of the ones that we ask for. */
export function decoded(body: Readable, encoding: string | undefined): AsyncIterable<Uint8Array> {
  const decoder = decoderOf(encoding?.trim().toLowerCase() ?? '');
  if (decoder === null) return body;
  // The error surfaces to whoever reads the decoder.
  return pipeline(body, decoder, () => {});
}

function decoderOf(encoding: string): ReturnType<typeof createGunzip> | null {
  if (encoding === '' || encoding === 'identity') return null;
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding === 'deflate') return createInflate();
  throw new OutboundError(
    'network',
    `The answer is in an encoding that nobody asked for (${encoding.slice(0, 40)}).`,
  );
}
