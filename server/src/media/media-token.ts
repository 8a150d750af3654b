import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';

const TOKEN_BYTES = 18;

/**
 * Makes addresses of pictures that networks and customers may open without signing in: whoever holds one may see that
 * picture and no other. A new secret makes new addresses; the old ones hold as long as the old secret is configured.
 */
@Injectable()
export class MediaToken {
  private readonly keys: readonly Buffer[];

  constructor(config: AppConfig) {
    this.keys = config.secrets.map((secret) =>
      Buffer.from(hkdfSync('sha256', secret, '', 'visavis media address', 32)),
    );
  }

  of(mediaId: string): string {
    const [key] = this.keys;
    if (key === undefined) throw new Error('No secret is configured.');
    return tokenWith(key, mediaId);
  }

  isValid(mediaId: string, token: string): boolean {
    // Compared as text: base64 has several spellings of the same bytes.
    const given = Buffer.from(token);
    const expected = this.keys.map((key) => Buffer.from(tokenWith(key, mediaId)));
    return expected.some((known) => known.length === given.length && timingSafeEqual(known, given));
  }
}

function tokenWith(key: Buffer, mediaId: string): string {
  return createHmac('sha256', key).update(mediaId).digest().subarray(0, TOKEN_BYTES).toString('base64url');
}
