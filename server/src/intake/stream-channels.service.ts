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

/** A stream that broke off, or that its server does not have. */
interface Broken {
  settingsVersion: number;
  /** In a row. */
  failures: number;
  /** Runs until it may be tried again. */
  timer: NodeJS.Timeout | null;
}

/**
 * Holds the streams of networks open, each channel's in one process at a time. A stream is a hint that makes posts
 * appear at once; the poll, which follows every interruption, is what makes sure that none is lost.
 */
@Injectable()
export class StreamChannelsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly processId = newId();
  private readonly held = new Map<string, Held>();
  private readonly broken = new Map<string, Broken>();
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
    for (const id of this.broken.keys()) this.forget(id);
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
    for (const [id, { settingsVersion }] of this.broken) {
      if (wanted.get(id) !== settingsVersion) this.forget(id);
    }
    const now = [...wanted].filter(([id]) => (this.broken.get(id)?.timer ?? null) === null);
    const ours = await this.leases.claimStreams(
      now.map(([id]) => id),
      this.processId,
    );
    for (const [id, settingsVersion] of now) {
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
    const done = this.hold(channelId, settingsVersion, abort.signal);
    this.held.set(channelId, { settingsVersion, abort, done });
  }

  /** As long as the stream lasts. The lease goes with it, so that the poll comes as often as without one. */
  private async hold(channelId: string, settingsVersion: number, signal: AbortSignal): Promise<void> {
    const since = performance.now();
    try {
      await this.stream(channelId, signal);
    } catch (error) {
      if (!signal.aborted) this.logger.warn('A stream broke off.', { err: error, channelId });
    }
    if (!signal.aborted) this.putOff(channelId, settingsVersion, performance.now() - since);
    // Without the database the lease lapses by itself.
    await this.leases.releaseStream(channelId, this.processId).catch(() => {});
    this.held.delete(channelId);
  }

  /** Each time longer, until a stream lasts. */
  private putOff(channelId: string, settingsVersion: number, lastedMs: number): void {
    const failures = lastedMs > GOOD_STREAM_MS ? 0 : (this.broken.get(channelId)?.failures ?? 0) + 1;
    this.forget(channelId);
    const pause = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures, 10));
    const broken: Broken = { settingsVersion, failures, timer: null };
    broken.timer = setTimeout(() => {
      broken.timer = null;
      this.lookSoon();
    }, pause);
    this.broken.set(channelId, broken);
  }

  private forget(channelId: string): void {
    clearTimeout(this.broken.get(channelId)?.timer ?? undefined);
    this.broken.delete(channelId);
  }

  /** Resolves when there is no stream (any more). */
  private async stream(channelId: string, signal: AbortSignal): Promise<void> {
    const connector = await this.channels.connectorFor(channelId);
    if (connector.stream === undefined) return;
    // Whatever was posted while nobody listened.
    await this.leases.pollNow(channelId);
    await connector.stream(signal, async (posts) => {
      await this.intake.ingest(await this.channels.get(channelId), posts, null);
    });
  }
}
