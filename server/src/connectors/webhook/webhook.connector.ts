import { verifySha256Header } from '../../platform/crypto/hmac.ts';
import { ConnectorError } from '../connector-error.ts';
import type {
  ConnectionTest,
  Connector,
  ConnectorContext,
  HookRequest,
  HookResult,
  OutboundReply,
  Receipt,
} from '../connector.ts';
import { SIGNATURE_HEADER, WebhookClient } from './webhook.client.ts';
import { composeDelivery } from './webhook.compose.ts';
import { webhookManifest } from './webhook.manifest.ts';
import { readCall } from './webhook.normalize.ts';

/** The open door: any source posts to our hook, and gets the replies at its callback address. */
export class WebhookConnector implements Connector {
  private readonly context: ConnectorContext;

  constructor(context: ConnectorContext) {
    this.context = context;
  }

  async test(): Promise<ConnectionTest> {
    const { secret, callbackUrl } = this.context.settings;
    const checks = [
      secret
        ? { name: 'secret', ok: true, detail: 'Calls are signed with the secret of this channel' }
        : { name: 'secret', ok: false, detail: 'This channel has no secret: no call can be checked' },
      callbackUrl
        ? await this.reachCallback()
        : { name: 'callback', ok: true, detail: 'No callback address: posts arrive, replies cannot go out' },
    ];
    return { checks, account: null, textLimit: webhookManifest.textLimit };
  }

  async receiveHook(request: HookRequest): Promise<HookResult> {
    const { secret } = this.context.settings;
    if (request.method === 'GET') return challengeAnswer(request);
    const isSigned =
      Boolean(secret) && verifySha256Header(secret ?? '', request.rawBody, request.headers[SIGNATURE_HEADER]);
    return isSigned ? readCall(request.rawBody) : { kind: 'refused' };
  }

  async send(reply: OutboundReply): Promise<Receipt> {
    return this.client().deliver(composeDelivery(reply, 'create', this.context.publicUrl));
  }

  async edit(reply: OutboundReply & { externalId: string }): Promise<Receipt> {
    return this.client().deliver(composeDelivery(reply, 'edit', this.context.publicUrl));
  }

  async delete(reply: OutboundReply & { externalId: string }): Promise<void> {
    await this.client().deliver(composeDelivery(reply, 'delete', this.context.publicUrl));
  }

  private client(): WebhookClient {
    const { callbackUrl, secret } = this.context.settings;
    if (!callbackUrl)
      throw new ConnectorError('rejected', 'This channel has no callback address to send replies to');
    return new WebhookClient(this.context.http, { callbackUrl, secret: secret ?? '' }, () =>
      this.context.now(),
    );
  }

  private async reachCallback(): Promise<ConnectionTest['checks'][number]> {
    try {
      await this.client().reach();
      return { name: 'callback', ok: true, detail: 'The callback address answers' };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { name: 'callback', ok: false, detail: `The callback address cannot be reached: ${why}` };
    }
  }
}

const LONGEST_CHALLENGE = 500;

/**
 * Sources that want to see the address answer before they call it send a word to be repeated, under one of two names
 * that are common. Repeating it gives nothing away: only signed calls are taken.
 */
function challengeAnswer({ query }: HookRequest): HookResult {
  const challenge = query['hub.challenge'] ?? query['challenge'];
  if (challenge === undefined || challenge === '' || challenge.length > LONGEST_CHALLENGE)
    return { kind: 'invalid', status: 400, message: 'This address takes signed POST calls.' };
  return { kind: 'challenge', contentType: 'text/plain', body: challenge };
}
