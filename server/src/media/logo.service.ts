import { Injectable } from '@nestjs/common';
import { OrganisationService } from '../organisation/organisation.service.ts';
import type { Organisation } from '../organisation/organisation.types.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { MediaService } from './media.service.ts';
import type { MediaBytes } from './media.types.ts';

export interface Logo extends MediaBytes {
  /** Changes with every new picture. */
  version: string;
}

/** The organisation's logo: a picture like every other, encoded anew, so that nothing but colours is left of it. */
@Injectable()
export class LogoService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisation: OrganisationService,
    private readonly media: MediaService,
  ) {}

  /** Takes the place of the logo before, which is erased. @throws DomainError `media-rejected`, `not-found` */
  async upload(data: Buffer): Promise<Organisation> {
    const picture = await this.media.encode(data);
    await this.uow.run(async (tx) => {
      const { name } = await this.organisation.lock(tx);
      const mediaId = await this.media.storeEncoded(tx, picture, { kind: 'logo', alt: name });
      const before = await this.organisation.setLogo(tx, mediaId);
      if (before !== null) await this.media.erase(tx, [before]);
    });
    return this.organisation.get();
  }

  /** @throws DomainError `not-found` before the set-up */
  async remove(): Promise<Organisation> {
    await this.uow.run(async (tx) => {
      await this.organisation.lock(tx);
      const before = await this.organisation.setLogo(tx, null);
      if (before !== null) await this.media.erase(tx, [before]);
    });
    return this.organisation.get();
  }

  /** The logo at the size of a page's header, null without one. */
  async read(): Promise<Logo | null> {
    const version = await this.organisation.logoMediaId();
    const picture = version === null ? null : await this.media.read(version, 'preview');
    return version === null || picture === null ? null : { ...picture, version };
  }
}
