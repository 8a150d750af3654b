import { Injectable } from '@nestjs/common';
import { graphemeCount } from '@visavis/shared/text/graphemes';
import { storableText } from '@visavis/shared/text/storable-text';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { exchangeOf, placePost } from './place-post.ts';
import { mentionsBrand } from './playground-people.ts';
import { PlaygroundRepository } from './playground.repository.ts';
import type { NewPost, Person, PostInContext, SignedAgent } from './playground.types.ts';

/** In graphemes, for everybody. */
export const PLAYGROUND_TEXT_LIMIT = 500;
/** So long after somebody's last private message the brand may answer. */
const PRIVATE_WINDOW_HOURS = 24;

export interface Signed {
  agent: SignedAgent;
  checkUrl: string;
  idempotencyKey: string;
}

/** Steps of writing, the same for customers and brand: each takes the writers' turn first. */
@Injectable()
export class PlaygroundWriter {
  constructor(
    private readonly repository: PlaygroundRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `parent-gone`, `visibility-wider`, `window-closed` */
  async add(tx: Tx, author: Person, post: NewPost, signed: Signed | null = null): Promise<string> {
    const change = await this.repository.takeTurn(tx);
    const parent = await this.parentOf(tx, author, post);
    const exchange = exchangeOf(author, post, parent);
    if (author.isBrand && parent?.visibility === 'private') await this.checkWindow(tx, parent);
    const privateRootId = exchange === null ? null : await this.repository.privateRoot(tx, exchange);
    const id = newId();
    const place = placePost(id, author, post, { parent, privateRootId });
    await this.repository.insert(tx, {
      id,
      accountId: author.id,
      text: post.text,
      media: post.media,
      ...place,
      mentionsBrand: !author.isBrand && mentionsBrand(post.text),
      agent: signed?.agent ?? null,
      checkUrl: signed?.checkUrl ?? null,
      idempotencyKey: signed?.idempotencyKey ?? null,
      change,
      createdAt: this.clock.now(),
      editedAt: null,
      deletedAt: null,
    });
    return id;
  }

  /** @throws DomainError `not-found` for a post that is gone or somebody else's */
  async edit(tx: Tx, author: Person, id: string, text: string): Promise<void> {
    const change = await this.repository.takeTurn(tx);
    await this.ownPost(tx, author, id);
    await this.repository.edit(tx, id, {
      text,
      mentionsBrand: !author.isBrand && mentionsBrand(text),
      change,
      at: this.clock.now(),
    });
  }

  /** @throws DomainError `not-found` for a post that is gone or somebody else's */
  async delete(tx: Tx, author: Person, id: string): Promise<void> {
    const change = await this.repository.takeTurn(tx);
    await this.ownPost(tx, author, id);
    await this.repository.markDeleted(tx, id, change, this.clock.now());
  }

  private async ownPost(tx: Tx, author: Person, id: string): Promise<PostInContext> {
    const post = await this.repository.findForWrite(tx, id);
    if (post === null || post.deletedAt !== null || post.accountId !== author.id) {
      throw new DomainError('not-found', {}, 'There is no such post of yours.');
    }
    return post;
  }

  /** Who wrote in private is answered in private for a day, as elsewhere; then they have to write again. */
  private async checkWindow(tx: Tx, { counterpartId, accountId }: PostInContext): Promise<void> {
    const at = await this.repository.lastPrivateAt(tx, counterpartId ?? accountId);
    if (at === null || this.clock.now().getTime() < at.getTime() + PRIVATE_WINDOW_HOURS * 3_600_000) return;
    throw new DomainError(
      'window-closed',
      {},
      'The last private message of this person is too old to be answered.',
    );
  }

  private async parentOf(tx: Tx, author: Person, post: NewPost): Promise<PostInContext | null> {
    if (post.inReplyToId === null) return null;
    const parent = await this.repository.findForWrite(tx, post.inReplyToId);
    const isForeign =
      parent?.visibility === 'private' && !author.isBrand && parent.counterpartId !== author.id;
    if (parent === null || parent.deletedAt !== null || isForeign) {
      throw new DomainError('parent-gone', {}, 'The post to be answered is not there.');
    }
    if (parent.visibility === 'private' && post.visibility === 'public') {
      throw new DomainError('visibility-wider', {}, 'A private message is answered privately.');
    }
    return parent;
  }
}

/**
 * A text as the network takes it.
 * @throws DomainError `invalid` without any, `too-long`
 */
export function takenText(given: string, hasPicture = false): string {
  const text = storableText(given).trim();
  if (text === '' && !hasPicture) {
    throw new DomainError(
      'invalid',
      { fields: [{ field: 'text', message: 'must not be empty' }] },
      'A post needs words or a picture.',
    );
  }
  const length = graphemeCount(text);
  if (length > PLAYGROUND_TEXT_LIMIT) {
    throw new DomainError(
      'too-long',
      { length, limit: PLAYGROUND_TEXT_LIMIT },
      `The text has ${length} characters, ${PLAYGROUND_TEXT_LIMIT} are allowed.`,
    );
  }
  return text;
}
