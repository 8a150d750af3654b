import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { signSha256Hex } from '../platform/crypto/hmac.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OutboundError } from '../platform/http/outbound-error.ts';
import { SafeHttpClient } from '../platform/http/safe-http.client.ts';
import { Logger } from '../platform/logger.ts';
import { PlaygroundCredentials } from './playground-credentials.ts';
import { PlaygroundPictures } from './playground-pictures.service.ts';
import { presentNotice } from './playground.presenter.ts';
import { PlaygroundRepository } from './playground.repository.ts';
import type { PostInContext } from './playground.types.ts';

const TIMEOUT_MS = 5_000;

/**
 * Calls the brand's hooks when a customer writes, so that it need not wait for its next poll. Calls are not repeated:
 * what a hook misses, the poll brings.
 */
@Injectable()
export class PlaygroundHooks implements BeforeApplicationShutdown {
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly config: AppConfig,
    private readonly uow: UnitOfWork,
    private readonly repository: PlaygroundRepository,
    private readonly pictures: PlaygroundPictures,
    private readonly credentials: PlaygroundCredentials,
    private readonly http: SafeHttpClient,
    private readonly logger: Logger,
  ) {}

  /** Returns at once. */
  tell(post: PostInContext): void {
    const call = this.call(post).catch((error: unknown) => {
      this.logger.warn('A hook of the playground could not be called.', { err: error });
    });
    this.running.add(call);
    void call.finally(() => this.running.delete(call));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private async call(changed: PostInContext): Promise<void> {
    const urls = await this.repository.hooks();
    if (urls.length === 0) return;
    // The same rule as for the poll decides whether the post concerns the brand at all.
    const noticed = await this.repository.notices(changed.change - 1, new Date(0), 1);
    const [post] = await this.pictures.withAvatars(noticed.filter((one) => one.id === changed.id));
    if (post === undefined) return;
    const addresses = this.pictures.addresses(this.config.publicUrl);
    const body = JSON.stringify({ items: [presentNotice(post, addresses)] });
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-playground-signature': `sha256=${signSha256Hex(this.credentials.token, body)}`,
    };
    await Promise.all(urls.map((url) => this.callOne(url, headers, body)));
  }

  /** A hook at which nobody answers any more is forgotten; whoever still wants to be called asks again. */
  private async callOne(url: string, headers: Record<string, string>, body: string): Promise<void> {
    try {
      const { status } = await this.http.request(url, {
        method: 'POST',
        headers,
        body,
        timeoutMs: TIMEOUT_MS,
        trust: 'configured',
      });
      if (status === 404 || status === 410) await this.forget(url);
    } catch (error) {
      if (!(error instanceof OutboundError) || error.mayHaveArrived) throw error;
      await this.forget(url);
    }
  }

  private async forget(url: string): Promise<void> {
    await this.uow.run((tx) => this.repository.removeHook(tx, url));
  }
}
