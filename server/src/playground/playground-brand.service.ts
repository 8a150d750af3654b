import { Injectable } from '@nestjs/common';
import type { CreatePlaygroundReply } from '@visavis/shared/api/playground';
import { storableText } from '@visavis/shared/text/storable-text';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import { BRAND_HANDLE } from './playground-people.ts';
import { PlaygroundPictures } from './playground-pictures.service.ts';
import { PlaygroundWriter, takenText } from './playground-writer.service.ts';
import { PlaygroundRepository } from './playground.repository.ts';
import type { NewPost, Person, PostInContext } from './playground.types.ts';

const HOOKS_AT_MOST = 20;

/** What the brand does on the playground, through the API that any network would offer. */
@Injectable()
export class PlaygroundBrandService {
  constructor(
    private readonly config: AppConfig,
    private readonly uow: UnitOfWork,
    private readonly repository: PlaygroundRepository,
    private readonly writer: PlaygroundWriter,
    private readonly pictures: PlaygroundPictures,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` before the playground has people */
  async account(): Promise<Person> {
    const brand = await this.repository.findPerson('handle', BRAND_HANDLE);
    if (brand === null) throw new DomainError('not-found', {}, 'The playground has no people yet.');
    return brand;
  }

  /** What happened after the change `since`, oldest first. */
  async notices(
    since: number,
    from: Date,
    limit: number,
  ): Promise<{ posts: PostInContext[]; hasMore: boolean }> {
    const found = await this.repository.notices(since, from, limit + 1);
    const posts = await this.pictures.withAvatars(found.slice(0, limit));
    return { posts, hasMore: found.length > limit };
  }

  /**
   * The same key gives the same reply.
   * @throws DomainError `parent-gone`, `visibility-wider`, `window-closed`, `too-long`, `invalid`
   */
  async reply(key: string, given: CreatePlaygroundReply): Promise<{ post: PostInContext; isNew: boolean }> {
    const known = await this.repository.findByKey(key);
    if (known !== null) return { post: known, isNew: false };
    const author = await this.account();
    const post = this.newPost(given);
    const signed = {
      agent: {
        name: storableText(given.agent.name),
        mark: storableText(given.agent.mark),
        avatarPath: this.ownPath(given.agent.avatarUrl, 'agent.avatarUrl'),
      },
      checkUrl: this.ownPath(given.checkUrl, 'checkUrl'),
      idempotencyKey: key,
    };
    try {
      await this.uow.run((tx) => this.writer.add(tx, author, post, signed));
    } catch (error) {
      // Two tries with one key at the same time: the other one was faster.
      const faster = await this.repository.findByKey(key);
      if (faster === null) throw error;
      return { post: faster, isNew: false };
    }
    return { post: await this.byKey(key), isNew: true };
  }

  /** @throws DomainError `not-found` */
  async byKey(key: string): Promise<PostInContext> {
    const post = await this.repository.findByKey(key);
    if (post === null || post.deletedAt !== null)
      throw new DomainError('not-found', {}, 'No reply has this key.');
    return post;
  }

  /** @throws DomainError `not-found`, `too-long`, `invalid` */
  async edit(id: string, given: string): Promise<PostInContext> {
    const author = await this.account();
    const text = takenText(given);
    await this.uow.run((tx) => this.writer.edit(tx, author, id, text));
    const post = await this.repository.find(id);
    if (post === null) throw new DomainError('not-found');
    return post;
  }

  /** @throws DomainError `not-found` */
  async delete(id: string): Promise<void> {
    const author = await this.account();
    await this.uow.run((tx) => this.writer.delete(tx, author, id));
  }

  /** @throws DomainError `conflict` when there are too many already */
  async addHook(url: string): Promise<void> {
    const known = await this.repository.hooks();
    if (known.includes(url)) return;
    if (known.length >= HOOKS_AT_MOST)
      throw new DomainError('conflict', {}, 'There are too many hooks already.');
    await this.uow.run((tx) => this.repository.addHook(tx, url, this.clock.now()));
  }

  async removeHook(url: string): Promise<void> {
    await this.uow.run((tx) => this.repository.removeHook(tx, url));
  }

  private newPost(given: CreatePlaygroundReply): NewPost {
    if (!isId(given.inReplyToId)) {
      throw new DomainError('parent-gone', {}, 'The post to be answered is not there.');
    }
    return {
      text: takenText(given.text),
      visibility: given.visibility,
      inReplyToId: given.inReplyToId,
      media: given.media.map(({ url, alt, mimeType }) => ({
        path: this.ownPath(url, 'media.url'),
        alt: storableText(alt),
        mimeType: storableText(mimeType),
      })),
    };
  }

  /** The page shows pictures and links of our own origin only. */
  private ownPath(address: string, field: string): string {
    const url = URL.parse(address, this.config.publicUrl);
    if (url?.origin !== new URL(this.config.publicUrl).origin) {
      throw new DomainError('invalid', { fields: [{ field, message: 'must be an address of this server' }] });
    }
    return url.pathname + url.search;
  }
}
