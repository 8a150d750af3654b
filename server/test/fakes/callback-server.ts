import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { WebhookDelivery } from '@visavis/shared/api/hooks';

export interface ReceivedCall {
  delivery: WebhookDelivery;
  signature: string;
  raw: string;
}

/** What the next call gets instead of a receipt: an answer, or a connection cut or left hanging after the reply was kept or before. */
export type CallbackMishap =
  | { status: number; headers?: Record<string, string>; body?: object }
  | 'cut-before'
  | 'cut-after'
  | 'hang-before'
  | 'hang-after';

/**
 * A real receiver of replies on loopback, as a customer's system would run it: it keeps each `deliveryId` once and
 * answers it the same, however often it comes.
 */
export class CallbackServer {
  readonly calls: ReceivedCall[] = [];
  /** By delivery id. */
  readonly kept = new Map<string, WebhookDelivery>();
  /** Called when a reply was kept, before it is answered. */
  onKept: (delivery: WebhookDelivery) => void = () => {};
  private mishaps: CallbackMishap[] = [];
  private server: Server | null = null;

  /** @param port the same as before, where it was away for a while */
  async start(port = 0): Promise<string> {
    const server = createServer((request, response) => {
      void this.receive(request).then((answer) => {
        if (answer === 'hang') return;
        if (answer === 'cut') return request.socket.destroy();
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
        response.end(JSON.stringify(answer.body ?? {}));
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/replies`;
  }

  next(...mishaps: CallbackMishap[]): void {
    this.mishaps.push(...mishaps);
  }

  forget(): void {
    this.calls.length = 0;
    this.kept.clear();
    this.mishaps = [];
    this.onKept = () => {};
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async receive(
    request: IncomingMessage,
  ): Promise<{ status: number; headers?: Record<string, string>; body?: object } | 'cut' | 'hang'> {
    if (request.method !== 'POST') return { status: 204 };
    const raw = await text(request);
    const delivery = JSON.parse(raw) as WebhookDelivery;
    this.calls.push({ delivery, raw, signature: String(request.headers['x-visavis-signature']) });
    const mishap = this.mishaps.shift();
    if (mishap === 'cut-before') return 'cut';
    if (mishap === 'hang-before') return 'hang';
    if (typeof mishap === 'object') return mishap;
    const { deliveryId } = delivery;
    if (!this.kept.has(deliveryId)) this.kept.set(deliveryId, delivery);
    this.onKept(delivery);
    if (mishap === 'cut-after') return 'cut';
    if (mishap === 'hang-after') return 'hang';
    return {
      status: 200,
      body: { externalId: `kept-${deliveryId}`, permalink: `https://care.example/${deliveryId}` },
    };
  }
}
