import { Injectable } from '@nestjs/common';
import type { Channel } from '../channels/channel.types.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import type { Connector, Cursor, PollResult } from '../connectors/connector.ts';
import { PollLeasesService } from '../channels/poll-leases.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Logger } from '../platform/logger.ts';
import { IntakeService } from './intake.service.ts';
import { paceAfterFailure, paceAfterSuccess } from './poll-pace.ts';

/** So that one channel with a long past does not keep a worker for itself. */
const MOST_PAGES = 20;

/** Fetches what is new on a network, page by page, each page stored together with its cursor. */
@Injectable()
export class PollChannelService {
  constructor(
    private readonly channels: ChannelsService,
    private readonly leases: PollLeasesService,
    private readonly registry: ConnectorRegistry,
    private readonly intake: IntakeService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Polls a channel that is due, unless somebody else does so already. */
  async poll(channelId: string, signal: AbortSignal): Promise<void> {
    const claimed = await this.leases.claimPoll(channelId);
    if (claimed === null) return;
    const channel = await this.channels.get(channelId);
    try {
      const connector = await this.channels.connectorFor(channelId);
      if (connector.poll === undefined) return await this.leases.stopPolling(channelId);
      const last = await this.pages(channel, connector, claimed.cursor, signal);
      await this.succeeded(channel, last);
    } catch (error) {
      await this.failed(channel, error, claimed.failures);
    }
  }

  private async pages(
    channel: Channel,
    connector: Connector,
    from: Cursor | null,
    signal: AbortSignal,
  ): Promise<PollResult | null> {
    let cursor = from;
    let last: PollResult | null = null;
    for (let page = 0; page < MOST_PAGES && !signal.aborted; page += 1) {
      if (page > 0 && !(await this.leases.renewPoll(channel.id))) break;
      const result = await connector.poll?.(cursor, channel.since);
      if (result === undefined) break;
      await this.intake.ingest(channel, result.posts, result.cursor, { budget: result.budget ?? null });
      last = result;
      cursor = result.cursor;
      if (!result.hasMore) break;
    }
    return last;
  }

  private async succeeded(channel: Channel, last: PollResult | null): Promise<void> {
    const now = this.clock.now();
    const { manifest } = this.registry.get(channel.network);
    const isBehind = last?.hasMore === true;
    await this.uow.run(async (tx) => {
      const isStreamed = await this.leases.isStreamed(tx, channel.id);
      const next = isBehind ? now : paceAfterSuccess(manifest, { isStreamed, budget: last?.budget }, now);
      await this.leases.releasePoll(tx, channel.id, { at: next, failed: false });
      await this.channels.reportHealth(tx, channel.id, 'healthy');
    });
  }

  private async failed(channel: Channel, error: unknown, failures: number): Promise<void> {
    const { kind, retryAfter } =
      error instanceof ConnectorError ? error : { kind: 'transient' as const, retryAfter: undefined };
    this.logger.warn('A channel could not be read.', { err: error, channelId: channel.id, kind });
    const { nextAt, health } = paceAfterFailure({ kind, retryAfter, failures }, this.clock.now());
    await this.uow.run(async (tx) => {
      await this.leases.releasePoll(tx, channel.id, { at: nextAt, failed: true });
      if (health !== null) await this.channels.reportHealth(tx, channel.id, health.state, health.reason);
    });
  }
}
