import { Injectable } from '@nestjs/common';
import type { PlaygroundAccount, PlaygroundNotice } from '@visavis/shared/api/playground';
import { AppConfig } from '../platform/config/app-config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { BRAND_HANDLE } from './playground-people.ts';
import { PlaygroundPictures } from './playground-pictures.service.ts';
import { PlaygroundWriter } from './playground-writer.service.ts';
import { presentAccount, presentNotice } from './playground.presenter.ts';
import { PlaygroundRepository } from './playground.repository.ts';
import type { Person, SignedAgent, StoredPicture } from './playground.types.ts';

/** A post of the past, by whom the handle names, or, with null, by the brand. */
export interface ChroniclePost {
  handle: string | null;
  text: string;
  visibility: 'public' | 'private';
  inReplyToId: string | null;
  media: StoredPicture[];
  signed: { agent: SignedAgent; checkUrl: string } | null;
}

/** Writes what happened on the playground before anybody looked, at the instant that the clock tells. */
@Injectable()
export class PlaygroundChronicle {
  constructor(
    private readonly config: AppConfig,
    private readonly uow: UnitOfWork,
    private readonly repository: PlaygroundRepository,
    private readonly writer: PlaygroundWriter,
    private readonly pictures: PlaygroundPictures,
  ) {}

  /** @returns the post as the network would tell of it */
  async write({ handle, signed, ...post }: ChroniclePost): Promise<PlaygroundNotice> {
    const author = await this.person(handle ?? BRAND_HANDLE);
    const id = await this.uow.run((tx) =>
      this.writer.add(tx, author, post, signed === null ? null : { ...signed, idempotencyKey: newId() }),
    );
    const [written] = await this.pictures.withAvatars([await this.found(id)]);
    if (written === undefined) throw new DomainError('not-found');
    return presentNotice(written, this.pictures.addresses(this.config.publicUrl));
  }

  /** An account as the network tells of it. */
  async account(handle: string): Promise<PlaygroundAccount> {
    const person = await this.pictures.withAvatar(await this.person(handle));
    return presentAccount(person, this.pictures.addresses(this.config.publicUrl));
  }

  private async person(handle: string): Promise<Person> {
    const person = await this.repository.findPerson('handle', handle);
    if (person === null)
      throw new DomainError('not-found', {}, `Nobody on the playground is called ${handle}.`);
    return person;
  }

  private async found(id: string) {
    const post = await this.repository.find(id);
    if (post === null) throw new DomainError('not-found');
    return post;
  }
}
