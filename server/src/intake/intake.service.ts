import { Injectable } from '@nestjs/common';
import type { Channel, ChannelProgress } from '../channels/channel.types.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import type { Cursor, NormalizedPost } from '../connectors/connector.ts';
import { ContactsService } from '../contacts/contacts.service.ts';
import type { Arrived } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { Logger } from '../platform/logger.ts';
import { ClassifyService } from '../routing/classify.service.ts';
import { SlaService } from '../sla/sla.service.ts';
import { storablePosts, type RejectedPost } from './storable-post.ts';

/** What became of a batch. */
export interface Ingested {
  arrived: Arrived;
  /** What could not be stored, by its index in the batch. */
  rejected: RejectedPost[];
  /** By index in the batch. */
  outcomes: ('accepted' | 'duplicate' | 'rejected')[];
}

/** The beginning of the journey: posts in, and everything that follows from them at once, in one transaction. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly channels: ChannelsService,
    private readonly contacts: ContactsService,
    private readonly conversations: ConversationsService,
    private readonly routing: ClassifyService,
    private readonly sla: SlaService,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /**
   * Stores a batch of posts together with the cursor they stand behind: both or neither. May be called with the same
   * posts again, in any order and from several processes at once.
   *
   * @param cursor null where there is none (hooks, streams); the stored one then stays
   */
  async ingest(
    channel: Channel,
    posts: readonly NormalizedPost[],
    cursor: Cursor | null,
    progress: Pick<ChannelProgress, 'budget'> = {},
  ): Promise<Ingested> {
    const ingested = await this.uow.run((tx) => this.ingestInto(tx, channel, posts, { cursor, progress }));
    // Whoever calls a hook is told; here nobody else would ever know.
    for (const { code, message } of ingested.rejected)
      this.logger.warn('A post cannot be stored.', { channelId: channel.id, code, reason: message });
    return ingested;
  }

  /** The same as a step, for whoever stores something beside the posts. */
  async ingestInto(
    tx: Tx,
    channel: Channel,
    posts: readonly NormalizedPost[],
    { cursor, progress }: { cursor: Cursor | null; progress: Pick<ChannelProgress, 'budget'> },
  ): Promise<Ingested> {
    const storable = storablePosts(posts);
    const authors = storable.posts
      .filter((post) => !post.isOwn && !post.isDeleted)
      .map((post) => post.author);
    const contacts = await this.contacts.recognise(tx, channel, authors);
    const arrived = await this.conversations.recordInbound(tx, channel, storable.posts, contacts);
    await this.routing.classify(tx, arrived.openedOrReopened);
    await this.sla.startClocks(tx, arrived.customerTurns);
    await this.channels.advance(tx, channel.id, cursor, {
      ...progress,
      ...this.lagOf(channel, storable.posts, arrived),
    });
    const outcomes: Ingested['outcomes'] = posts.map(() => 'rejected');
    for (const [at, outcome] of arrived.outcomes.entries()) outcomes[storable.indexes[at] ?? -1] = outcome;
    return { arrived, rejected: storable.rejected, outcomes };
  }

  /** How far behind the network we are, by the newest live post that came with this batch. */
  private lagOf(channel: Channel, posts: readonly NormalizedPost[], { messages }: Arrived): ChannelProgress {
    const now = this.clock.now();
    const fresh = new Set(messages.map((message) => message.externalId));
    const times = posts
      .filter((post) => fresh.has(post.externalId) && post.postedAt >= channel.since)
      .map((post) => Math.min(post.postedAt.getTime(), now.getTime()));
    if (times.length === 0) return {};
    const newest = Math.max(...times);
    return { lastPostAt: new Date(newest), lagSeconds: Math.round((now.getTime() - newest) / 1000) };
  }
}
