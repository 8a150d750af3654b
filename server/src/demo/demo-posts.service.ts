import { Injectable } from '@nestjs/common';
import type { AgentIdentity } from '../agents/agent.types.ts';
import { publicFacePath } from '../agents/face-path.ts';
import type { Channel } from '../channels/channel.types.ts';
import type { AuthorSnapshot } from '../conversations/conversation.types.ts';
import { normalizeNotice } from '../connectors/playground/playground.normalize.ts';
import type { NormalizedPost } from '../connectors/connector.ts';
import { MediaService } from '../media/media.service.ts';
import { renderSvg } from '../media/picture.ts';
import { PlaygroundChronicle } from '../playground/playground-chronicle.service.ts';
import type { StoredPicture } from '../playground/playground.types.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { demoCustomers, demoOrganisation, type DemoCustomerKey } from './demo-people.ts';
import { storyPictureSize, storyPictureSvg } from './demo-pictures.ts';
import type { Story, StoryPicture, StoryTurn } from './story.ts';

/** Where a story's posts stand on its network. */
export interface DemoThread {
  story: Story;
  rootExternalId: string | null;
  lastExternalId: string | null;
}

interface Published {
  externalId: string;
  permalink: string | null;
}

/** Writes the posts of a story onto the playground, or as a webhook source would have sent them. */
@Injectable()
export class DemoPostsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly chronicle: PlaygroundChronicle,
    private readonly media: MediaService,
  ) {}

  thread(story: Story): DemoThread {
    return { story, rootExternalId: null, lastExternalId: null };
  }

  /** A customer writes now, which the clock has told to be then. */
  async write(
    thread: DemoThread,
    turn: StoryTurn,
    customer: DemoCustomerKey,
    channel: Channel,
  ): Promise<NormalizedPost> {
    const media = turn.picture === undefined ? [] : [await this.draw(turn.picture)];
    const post =
      channel.network === 'playground'
        ? await this.writeOnPlayground(thread, turn, customer, media)
        : await this.writeElsewhere(thread, turn, customer);
    thread.rootExternalId ??= post.externalId;
    thread.lastExternalId = post.externalId;
    return post;
  }

  /** The signed reply appears on the network. */
  async publish(
    thread: DemoThread,
    reply: { text: string; agent: AgentIdentity; author: AuthorSnapshot; checkUrl: string },
  ): Promise<Published> {
    if (thread.story.place !== 'marketplace') {
      const externalId = `${thread.story.place}-${newId()}`;
      thread.lastExternalId = externalId;
      return { externalId, permalink: null };
    }
    const { agent, author } = reply;
    const published = await this.chronicle.write({
      handle: null,
      text: reply.text,
      visibility: thread.story.isPrivate ? 'private' : 'public',
      inReplyToId: thread.lastExternalId,
      media: [],
      signed: {
        agent: {
          name: author.publicName ?? demoOrganisation.name,
          mark: agent.mark,
          avatarPath: publicFacePath('persona', { agentId: agent.id, version: agent.faceVersion, size: 256 }),
        },
        checkUrl: new URL(reply.checkUrl).pathname,
      },
    });
    thread.lastExternalId = published.post.id;
    return { externalId: published.post.id, permalink: published.permalink };
  }

  private async writeOnPlayground(
    { story, lastExternalId }: DemoThread,
    turn: StoryTurn,
    customer: DemoCustomerKey,
    media: StoredPicture[],
  ): Promise<NormalizedPost> {
    const notice = await this.chronicle.write({
      handle: demoCustomers[customer],
      text: turn.text,
      visibility: story.isPrivate ? 'private' : 'public',
      inReplyToId: lastExternalId,
      media,
      signed: null,
    });
    return { ...normalizeNotice(notice), language: story.language };
  }

  private async writeElsewhere(
    { story, rootExternalId, lastExternalId }: DemoThread,
    turn: StoryTurn,
    customer: DemoCustomerKey,
  ): Promise<NormalizedPost> {
    const { name, handle, avatarUrl } = await this.chronicle.account(demoCustomers[customer]);
    const externalId = `${story.place}-${newId()}`;
    return {
      externalId,
      rootExternalId: rootExternalId ?? externalId,
      inReplyToExternalId: lastExternalId ?? undefined,
      kind: story.kind,
      visibility: 'public',
      author: { externalId: handle, name, handle, avatarUrl },
      isOwn: false,
      addressesUs: true,
      text: turn.text,
      language: story.language,
      rating: story.rating,
      media: [],
      postedAt: this.clock.now(),
      isDeleted: false,
    };
  }

  private async draw({ object, alt }: StoryPicture): Promise<StoredPicture> {
    const { width, height } = storyPictureSize;
    const picture = await this.media.encode(await renderSvg(storyPictureSvg(object), width, height));
    const id = await this.uow.run((tx) => this.media.storeEncoded(tx, picture, { kind: 'upload', alt }));
    return { path: new URL(this.media.publicUrl(id)).pathname, alt, mimeType: picture.mimeType };
  }
}
