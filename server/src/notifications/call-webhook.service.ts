import { Injectable } from '@nestjs/common';
import type { AlertCall } from '@visavis/shared/api/alerts';
import { signSha256Hex } from '../platform/crypto/hmac.ts';
import { SecretBoxError } from '../platform/crypto/secret-box.ts';
import { OutboundError } from '../platform/http/outbound-error.ts';
import { SafeHttpClient } from '../platform/http/safe-http.client.ts';
import type { CallOutcome } from './alerts.types.ts';
import { WebhookSecretsService } from './webhook-secrets.service.ts';

const SIGNATURE_HEADER = 'x-visavis-signature';
/** For everything, from the name of the host to the first line of the answer. */
const PATIENCE_MS = 10_000;

/** Calls webhooks. Only the status of an answer counts: what else it says is not read, however long it is. */
@Injectable()
export class CallWebhookService {
  constructor(
    private readonly http: SafeHttpClient,
    private readonly secrets: WebhookSecretsService,
  ) {}

  /** Never throws for what the receiver does: that is the outcome. Never inside a transaction. */
  async call(
    webhook: { id: string; url: string; sealedSecret: string },
    call: AlertCall,
    outer?: AbortSignal,
  ): Promise<CallOutcome> {
    try {
      const secret = this.secrets.open(webhook);
      const status = await this.post(webhook.url, secret, JSON.stringify(call), outer);
      if (status >= 200 && status <= 299) return { status, fault: null };
      return { status, fault: status >= 300 && status <= 399 ? 'redirect' : 'status' };
    } catch (error) {
      if (error instanceof SecretBoxError) return { status: null, fault: 'secret' };
      if (!(error instanceof OutboundError)) throw error;
      return { status: null, fault: error.kind };
    }
  }

  private async post(url: string, secret: string, body: string, outer?: AbortSignal): Promise<number> {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const answer = await this.http.stream(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          [SIGNATURE_HEADER]: `sha256=${signSha256Hex(secret, body)}`,
        },
        body,
        trust: 'configured',
        timeoutMs: PATIENCE_MS,
        signal: outer === undefined ? patience.signal : AbortSignal.any([patience.signal, outer]),
      });
      await leave(answer.body);
      return answer.status;
    } catch (error) {
      if (patience.signal.aborted)
        throw new OutboundError('timeout', 'The receiver did not answer in time.', { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Ends an answer after its first piece, so that its connection is not kept busy by what nobody reads. */
async function leave(body: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const _piece of body) return;
  } catch {
    // Its status has come: what became of the rest is no matter.
  }
}
