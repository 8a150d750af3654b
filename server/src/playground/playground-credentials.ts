import { Injectable } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { signSha256Hex, verifySha256Header } from '../platform/crypto/hmac.ts';

const PURPOSE = 'the brand at the playground';

/** What the brand needs to call the playground. The token follows from the installation's secret and is stored nowhere. */
@Injectable()
export class PlaygroundCredentials {
  constructor(private readonly config: AppConfig) {}

  /** Where this very server answers, whatever stands in front of it. */
  get address(): string {
    return this.config.ownUrl;
  }

  get token(): string {
    return signSha256Hex(this.config.secrets[0] ?? '', PURPOSE);
  }

  /** Whether a bearer token is that of the brand, under any secret in use; in constant time. */
  accepts(token: string): boolean {
    return this.config.secrets.some((secret) => verifySha256Header(secret, PURPOSE, `sha256=${token}`));
  }
}
