import type { WebhookDelivery } from '@visavis/shared/api/hooks';
import { signSha256Hex } from '../../platform/crypto/hmac.ts';
import type { SafeHttpClient } from '../../platform/http/safe-http.client.ts';
import { ConnectorError } from '../connector-error.ts';
import type { Receipt } from '../connector.ts';
import { toConnectorError } from '../outbound-error.ts';
import { callbackError } from './webhook.errors.ts';
import { webAddress } from './webhook.fields.ts';
import type { CallbackAnswer } from './webhook.types.ts';

export const SIGNATURE_HEADER = 'x-visavis-signature';

const TIMEOUT_MS = 10_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;

/** Calls one callback address. */
export class WebhookClient {
  private readonly http: SafeHttpClient;
  private readonly callbackUrl: string;
  private readonly secret: string;
  private readonly now: () => Date;

  constructor(http: SafeHttpClient, settings: { callbackUrl: string; secret: string }, now: () => Date) {
    this.http = http;
    this.callbackUrl = settings.callbackUrl;
    this.secret = settings.secret;
    this.now = now;
  }

  /**
   * @returns what the callback calls the reply
   * @throws ConnectorError `unknown` for an answer that takes the reply without naming it
   */
  async deliver(delivery: WebhookDelivery): Promise<Receipt> {
    const answer = await this.post(JSON.stringify(delivery));
    const body = parsed(answer.text());
    if (answer.status < 200 || answer.status > 299) {
      throw callbackError(answer.status, answer.headers, body, this.now());
    }
    const { externalId: named, permalink } = (body ?? {}) as CallbackAnswer;
    const externalId =
      typeof named === 'string' || typeof named === 'number' ? String(named) : delivery.externalId;
    if (delivery.operation !== 'delete' && !externalId) {
      throw new ConnectorError('unknown', `The callback answered ${answer.status} without an externalId`);
    }
    return { externalId: (externalId ?? '').slice(0, 500), permalink: webAddress(permalink) };
  }

  /** Whether anybody answers there, whatever the answer. */
  async reach(): Promise<void> {
    try {
      await this.http.request(this.callbackUrl, {
        method: 'HEAD',
        timeoutMs: TIMEOUT_MS,
        maxBytes: ANSWER_LIMIT_BYTES,
        trust: 'configured',
      });
    } catch (error) {
      throw toConnectorError(error, 'read');
    }
  }

  private async post(body: string) {
    try {
      return await this.http.request(this.callbackUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          [SIGNATURE_HEADER]: `sha256=${signSha256Hex(this.secret, body)}`,
        },
        body,
        timeoutMs: TIMEOUT_MS,
        maxBytes: ANSWER_LIMIT_BYTES,
        trust: 'configured',
      });
    } catch (error) {
      // The receiver answers the same `deliveryId` the same, so trying again is safe even after a broken connection.
      throw toConnectorError(error, 'read');
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
