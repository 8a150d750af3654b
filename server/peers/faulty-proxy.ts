import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What was called, in the order of arrival. */
export interface PassedCall {
  method: string;
  nsid: string;
  status: number;
}

/**
 * Stands in front of a data server and breaks what a test wants broken, with the answers that the real one gives then.
 * What people do on the network goes past it.
 */
export class FaultyProxy {
  readonly calls: PassedCall[] = [];
  /** Procedures of the app view are unreachable, as they are while it is down. */
  isAppViewDown = false;
  /** The answer of the next call of this procedure is lost after the server has done what it was asked. */
  loseAnswerOf: string | null = null;
  private readonly expired = new Set<string>();
  private readonly seenTokens = new Set<string>();
  private readonly server = createServer((request, response) => void this.handle(request, response));

  constructor(private readonly target: string) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Lets every access token that came by so far run out. */
  async expireTokens(): Promise<void> {
    for (const token of this.seenTokens) this.expired.add(token);
    // A token says no more than whose it is and in which second it was made: the next one has to be another.
    const made = Math.max(...[...this.seenTokens].map(secondOf));
    while (Date.now() < (made + 1) * 1_000) await delay(20);
  }

  count(nsid: string): number {
    return this.calls.filter((call) => call.nsid === nsid).length;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nsid = /^\/xrpc\/([\w.]+)/.exec(request.url ?? '')?.[1] ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fault = this.faultFor(nsid, request.headers.authorization);
    const answer = fault ?? (await this.passOn(request, Buffer.concat(chunks)));
    this.calls.push({ method: request.method ?? '', nsid, status: answer.status });
    if (this.loseAnswerOf === nsid) {
      this.loseAnswerOf = null;
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  }

  private faultFor(nsid: string, authorization: string | undefined): { status: number; body: string } | null {
    if (this.isAppViewDown && nsid.startsWith('app.bsky.'))
      return refusal(502, 'UpstreamFailure', 'Upstream service unreachable');
    // Refreshing has its own token, which lives on.
    if (authorization === undefined || nsid === 'com.atproto.server.refreshSession') return null;
    this.seenTokens.add(authorization);
    return this.expired.has(authorization) ? refusal(400, 'ExpiredToken', 'Token has expired') : null;
  }

  private async passOn(request: IncomingMessage, body: Buffer): Promise<{ status: number; body: string }> {
    const { authorization, 'content-type': type } = request.headers;
    const answer = await fetch(new URL(request.url ?? '/', this.target), {
      method: request.method ?? 'GET',
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    return { status: answer.status, body: await answer.text() };
  }
}

/** When a token was made, by its own word. */
function secondOf(authorization: string): number {
  const [, payload = ''] = authorization.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iat: number }).iat;
}

function refusal(status: number, error: string, message: string): { status: number; body: string } {
  return { status, body: JSON.stringify({ error, message }) };
}
