import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import { PlaygroundHooks } from './playground-hooks.service.ts';
import { PlaygroundPictures } from './playground-pictures.service.ts';
import { PlaygroundWriter, takenText } from './playground-writer.service.ts';
import { PlaygroundRepository, type ThreadKey } from './playground.repository.ts';
import type { Person, PostInContext } from './playground.types.ts';

export interface Threads {
  threads: { rootId: string; posts: PostInContext[] }[];
  next: ThreadKey | null;
  change: number;
}

export interface WrittenPost {
  accountId: string;
  text: string;
  visibility: 'public' | 'private';
  inReplyToId?: string | undefined;
  alt?: string | undefined;
}

/** What invented customers do on the playground. */
@Injectable()
export class PlaygroundService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: PlaygroundRepository,
    private readonly writer: PlaygroundWriter,
    private readonly pictures: PlaygroundPictures,
    private readonly hooks: PlaygroundHooks,
  ) {}

  async people(): Promise<Person[]> {
    return this.repository.people();
  }

  async lastChange(): Promise<number> {
    return this.repository.lastChange();
  }

  /** The newest threads that a person may see; null sees what is public. */
  async threads(viewerId: string | null, before: ThreadKey | null, limit: number): Promise<Threads> {
    // Read first: a post written meanwhile shows up now and is announced once more, never the other way round.
    const change = await this.repository.lastChange();
    const keys = await this.repository.threadKeys(viewerId, before, limit + 1);
    const shown = keys.slice(0, limit);
    const posts = await this.repository.postsOf(shown.map(({ rootId }) => rootId));
    const byRoot = new Map<string, PostInContext[]>(shown.map(({ rootId }) => [rootId, []]));
    for (const post of posts) byRoot.get(post.rootId)?.push(post);
    return {
      threads: shown.map(({ rootId }) => ({ rootId, posts: byRoot.get(rootId) ?? [] })),
      next: keys.length > limit ? (shown.at(-1) ?? null) : null,
      change,
    };
  }

  /**
   * @throws DomainError `not-found` for nobody's account, `invalid`, `too-long`, `parent-gone`, `visibility-wider`, and
   *   what the picture is refused for
   */
  async write(given: WrittenPost, pictureData: Buffer | null): Promise<PostInContext> {
    const author = await this.customer(given.accountId);
    const text = takenText(given.text, pictureData !== null);
    const inReplyToId = parentId(given.inReplyToId);
    const picture = pictureData === null ? null : await this.pictures.encode(pictureData);
    const id = await this.uow.run(async (tx) => {
      const media = picture === null ? [] : [await this.pictures.store(tx, picture, given.alt ?? '')];
      return this.writer.add(tx, author, { text, visibility: given.visibility, inReplyToId, media });
    });
    return this.written(id);
  }

  /** @throws DomainError `not-found` for a post that is gone or somebody else's, `invalid`, `too-long` */
  async edit(accountId: string, postId: string, given: string): Promise<PostInContext> {
    const author = await this.customer(accountId);
    const hasPicture = ((await this.repository.find(postId))?.media.length ?? 0) > 0;
    const text = takenText(given, hasPicture);
    await this.uow.run((tx) => this.writer.edit(tx, author, postId, text));
    return this.written(postId);
  }

  /** @throws DomainError `not-found` for a post that is gone or somebody else's */
  async delete(accountId: string, postId: string): Promise<void> {
    const author = await this.customer(accountId);
    await this.uow.run((tx) => this.writer.delete(tx, author, postId));
    await this.written(postId);
  }

  /** The brand writes through its own door only. */
  private async customer(accountId: string): Promise<Person> {
    const person = isId(accountId) ? await this.repository.findPerson('id', accountId) : null;
    if (person === null || person.isBrand)
      throw new DomainError('not-found', {}, 'There is no such account.');
    return person;
  }

  private async written(id: string): Promise<PostInContext> {
    const post = await this.repository.find(id);
    if (post === null) throw new DomainError('not-found');
    this.hooks.tell(post);
    return post;
  }
}

function parentId(given: string | undefined): string | null {
  if (given === undefined || given === '') return null;
  if (!isId(given)) throw new DomainError('parent-gone', {}, 'The post to be answered is not there.');
  return given;
}
