import { Injectable } from '@nestjs/common';
import { ChannelsService } from '../channels/channels.service.ts';
import { PollLeasesService } from '../channels/poll-leases.service.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import { RecentMessagesService } from '../conversations/recent-messages.service.ts';
import { Logger } from '../platform/logger.ts';
import { IntakeService } from './intake.service.ts';

/** What networks let us ask for at once; the strictest of them takes 25. */
const BATCH = 25;

/**
 * Reads recent messages again, for networks that tell nobody when a post is deleted or edited. What is older than a few
 * days is left alone: a thread that has come to rest is not worth the network's budget.
 */
@Injectable()
export class SweepChannelService {
  constructor(
    private readonly channels: ChannelsService,
    private readonly leases: PollLeasesService,
    private readonly messages: RecentMessagesService,
    private readonly intake: IntakeService,
    private readonly logger: Logger,
  ) {}

  /** Sweeps a channel that is due, unless somebody else does so already. */
  async sweep(channelId: string, signal: AbortSignal): Promise<void> {
    if (!(await this.leases.claimSweep(channelId))) return;
    const connector = await this.channels.connectorFor(channelId);
    if (connector.sweep === undefined) return this.leases.stopSweeping(channelId);
    const channel = await this.channels.get(channelId);
    const externalIds = await this.messages.recentlyPosted(channelId);
    try {
      for (let from = 0; from < externalIds.length && !signal.aborted; from += BATCH) {
        const posts = await connector.sweep(externalIds.slice(from, from + BATCH));
        if (posts.length > 0) await this.intake.ingest(channel, posts, null);
      }
    } catch (error) {
      // The poll watches over the channel's health; the next sweep comes anyway.
      if (!(error instanceof ConnectorError)) throw error;
      this.logger.warn('A channel could not be swept.', { err: error, channelId, kind: error.kind });
    }
  }
}
