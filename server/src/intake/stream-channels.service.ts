import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ChannelsService } from '../channels/channels.service.ts';
import { PollLeasesService } from '../channels/poll-leases.service.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { Logger } from '../platform/logger.ts';
import { IntakeService } from './intake.service.ts';

const LOOK_MS = 5_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;
/** A stream that lasted this long was a good one; the next failure starts a new count. */
const GOOD_STREAM_MS = 60_000;

interface Held {
  /** Of the settings that it was opened with. */
  settingsVersion: number;
  abort: AbortController;
  done: Promise<void>;
}

/**
 * Holds the streams of networks open, each channel's in one process at a time. A stream is a hint that makes posts
 * appear at once; the poll, which follows every interruption, is what makes sure that none is lost.
 */
@Injectable()
export class StreamChannelsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly processId = newId();
  private readonly held = new Map<string, Held>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly channels: ChannelsService,
    private readonly leases: PollLeasesService,
    private readonly registry: ConnectorRegistry,
    private readonly intake: IntakeService,
    private readonly config: AppConfig,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsWorker) return;
    this.lookSoon();
    this.timer = setInterval(() => this.lookSoon(), LOOK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    for (const { abort } of this.held.values()) abort.abort();
    await this.looking;
    await Promise.allSettled([...this.held.values()].map(({ done }) => done));
  }

  /** Renews the leases of the streams held here, lets go of lost ones, and opens those that nobody holds. */
  async look(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const streamed = (await this.channels.list()).filter(
      ({ network, pausedAt }) =>
        pausedAt === null &&
        this.registry.has(network) &&
        this.registry.get(network).manifest.ingests.includes('stream'),
    );
    const wanted = new Map(streamed.map((channel) => [channel.id, channel.settingsVersion]));
    for (const [id, { abort, settingsVersion }] of this.held) {
      if (wanted.get(id) !== settingsVersion) abort.abort();
    }
    const ours = await this.leases.claimStreams([...wanted.keys()], this.processId);
    for (const [id, settingsVersion] of wanted) {
      const held = this.held.get(id);
      if (!ours.has(id)) held?.abort.abort();
      else if (held === undefined) this.open(id, settingsVersion);
    }
  }

  private lookSoon(): void {
    this.looking = this.looking
      .then(() => this.look())
      .catch((error: unknown) => this.logger.warn('Streams could not be looked after.', { err: error }));
  }

  private open(channelId: string, settingsVersion: number): void {
    const abort = new AbortController();
    this.held.set(channelId, { settingsVersion, abort, done: this.hold(channelId, abort.signal) });
  }

  private async hold(channelId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.keepOpen(channelId, signal);
    } finally {
      this.held.delete(channelId);
      // Without the database the lease lapses by itself.
      await this.leases.releaseStream(channelId, this.processId).catch(() => {});
    }
  }

  private async keepOpen(channelId: string, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      const since = performance.now();
      try {
        if (!(await this.stream(channelId, signal))) return;
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn('A stream broke off.', { err: error, channelId });
      }
      failures = performance.now() - since > GOOD_STREAM_MS ? 0 : failures + 1;
      const pause = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures, 10));
      await delay(pause, undefined, { signal }).catch(() => {});
    }
  }

  /** @returns whether the network has a stream at all */
  private async stream(channelId: string, signal: AbortSignal): Promise<boolean> {
    const connector = await this.channels.connectorFor(channelId);
    if (connector.stream === undefined) return false;
    // Whatever was posted while nobody listened.
    await this.leases.pollNow(channelId);
    await connector.stream(signal, async (posts) => {
      await this.intake.ingest(await this.channels.get(channelId), posts, null);
    });
    return true;
  }
}
