import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.ts';

const FORMAT = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface BoxKey {
  /** Names the key inside a sealed text; derived from the key, so it needs no register and reveals nothing. */
  id: string;
  key: Buffer;
}

/** A sealed text that none of the configured keys opens: another secret, or tampered with. */
export class SecretBoxError extends Error {
  override name = 'SecretBoxError';
}

/**
 * Encrypts what must not be readable in the database (network credentials, signing secrets) with AES-256-GCM.
 * A sealed text is `v1.<key id>.<base64url of nonce, ciphertext, tag>`. Of several keys in VISAVIS_SECRET the first
 * seals and all open, so a key is rotated by putting the new one in front and resealing what `needsResealing`.
 */
@Injectable()
export class SecretBox {
  private readonly keys: readonly BoxKey[];

  constructor(config: AppConfig) {
    this.keys = config.secrets.map(deriveKey);
  }

  /**
   * @param context what the text belongs to (for example `channel:<id>`); the same words are needed to open it, so
   *   a sealed text copied into another row is useless
   */
  seal(plain: string, context: string): string {
    const { id, key } = this.sealingKey();
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.from(context));
    const parts = [nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return `${FORMAT}.${id}.${Buffer.concat(parts).toString('base64url')}`;
  }

  /** @throws SecretBoxError when no configured key opens it, the context differs, or it was altered */
  open(sealed: string, context: string): string {
    const [format, id, body] = sealed.split('.');
    const found = this.keys.find((candidate) => candidate.id === id);
    if (format !== FORMAT || body === undefined) throw new SecretBoxError('This is not a sealed text.');
    if (found === undefined)
      throw new SecretBoxError('The key that sealed this text is not in VISAVIS_SECRET.');
    const bytes = Buffer.from(body, 'base64url');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new SecretBoxError('The sealed text is too short.');
    const decipher = createDecipheriv('aes-256-gcm', found.key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const plain = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
      return Buffer.concat(plain).toString('utf8');
    } catch {
      throw new SecretBoxError('The sealed text was altered or belongs to something else.');
    }
  }

  /** Whether it was sealed with a key that is no longer the first one. */
  needsResealing(sealed: string): boolean {
    return sealed.split('.')[1] !== this.sealingKey().id;
  }

  private sealingKey(): BoxKey {
    const [first] = this.keys;
    if (first === undefined) throw new SecretBoxError('No secret is configured.');
    return first;
  }
}

function deriveKey(secret: string): BoxKey {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'visavis secret box', 32));
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 8), key };
}
