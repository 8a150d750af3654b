import { Injectable } from '@nestjs/common';
import { storableText } from '@visavis/shared/text/storable-text';
import { MediaService } from '../media/media.service.ts';
import { type EncodedPicture, renderSvg } from '../media/picture.ts';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work.ts';
import { portraitOf } from './playground-portraits.ts';
import type { Addresses } from './playground.presenter.ts';
import { PlaygroundRepository } from './playground.repository.ts';
import type { Person, PostInContext, StoredPicture } from './playground.types.ts';

const PORTRAIT_SIDE = 256;

/** Pictures in posts and of people, kept as media of ours and handed out by addresses that need no login. */
@Injectable()
export class PlaygroundPictures {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly media: MediaService,
    private readonly repository: PlaygroundRepository,
  ) {}

  /** @throws DomainError `media-rejected` */
  async encode(data: Buffer): Promise<EncodedPicture> {
    return this.media.encode(data);
  }

  /** Step. */
  async store(tx: Tx, picture: EncodedPicture, alt: string): Promise<StoredPicture> {
    const kept = storableText(alt).trim();
    const id = await this.media.storeEncoded(tx, picture, { kind: 'upload', alt: kept });
    return { path: new URL(this.media.publicUrl(id)).pathname, alt: kept, mimeType: picture.mimeType };
  }

  /** The same posts with authors whose portraits other servers can fetch; each portrait is drawn once. */
  async withAvatars(posts: readonly PostInContext[]): Promise<PostInContext[]> {
    const missing = new Map<string, Person>();
    for (const { author } of posts) if (author.avatarMediaId === null) missing.set(author.id, author);
    if (missing.size === 0) return [...posts];
    const drawn = new Map<string, string>();
    for (const person of missing.values()) drawn.set(person.id, await this.draw(person));
    return posts.map((post) => {
      const avatarMediaId = drawn.get(post.author.id) ?? post.author.avatarMediaId;
      return { ...post, author: { ...post.author, avatarMediaId } };
    });
  }

  /** The same person with a portrait that other servers can fetch. */
  async withAvatar(person: Person): Promise<Person> {
    return person.avatarMediaId === null ? { ...person, avatarMediaId: await this.draw(person) } : person;
  }

  addresses(publicUrl: string): Addresses {
    return {
      publicUrl,
      avatarOf: ({ avatarMediaId, handle }) =>
        avatarMediaId === null
          ? `${publicUrl}/playground/portraits/${encodeURIComponent(handle)}.svg`
          : this.media.publicUrl(avatarMediaId),
    };
  }

  private async draw(person: Person): Promise<string> {
    const picture = await this.media.encode(await renderSvg(portraitOf(person.portrait).bust, PORTRAIT_SIDE));
    return this.uow.run(async (tx) => {
      const id = await this.media.storeEncoded(tx, picture, { kind: 'avatar', alt: person.name });
      await this.repository.setAvatar(tx, person.id, id);
      return id;
    });
  }
}
