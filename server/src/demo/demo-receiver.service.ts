import { Injectable } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { signSha256Hex } from '../platform/crypto/hmac.ts';

const PURPOSE = 'the sources behind the webhook channels of the demonstration';

/** What stands behind the demonstration's webhook channels; its secret follows from the installation's. */
@Injectable()
export class DemoReceiver {
  constructor(private readonly config: AppConfig) {}

  get secret(): string {
    return signSha256Hex(this.config.secrets[0] ?? '', PURPOSE);
  }
}
