import { Injectable } from '@nestjs/common';
import { initialsPortraitSvg, portraitSvg } from '../media/portrait.ts';
import type { PortraitTraits } from '../media/portrait/traits.ts';
import { MediaService, mediaRejected } from '../media/media.service.ts';
import type { MediaBytes } from '../media/media.types.ts';
import { encodeFace, PictureError, renderFace, renderSvg, type EncodedPicture } from '../media/picture.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { AgentsRepository } from './agents.repository.ts';
import type { FaceSize } from './face-path.ts';
import { FacesRepository } from './faces.repository.ts';

const KEPT_PORTRAITS = 1_000;

/** Faces of people: lent by consent, and taken back everywhere at once. */
@Injectable()
export class FacesService {
  /** Drawn initials by what is in them; drawing takes milliseconds, but a wallboard asks for many. */
  private readonly drawn = new Map<string, Buffer>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: FacesRepository,
    private readonly agents: AgentsRepository,
    private readonly media: MediaService,
    private readonly clock: Clock,
  ) {}

  /** A photo of oneself. Earlier ones stay with the replies that were written under them. @throws DomainError `media-rejected` */
  async upload(agentId: string, data: Buffer): Promise<void> {
    const picture = await encodeFace(data).catch((error: unknown) => {
      throw error instanceof PictureError ? mediaRejected(error) : error;
    });
    await this.uow.run((tx) => this.show(tx, agentId, picture));
  }

  /** An illustrated face, drawn outside of the transaction; see `show`. */
  async drawPortrait(traits: PortraitTraits): Promise<EncodedPicture> {
    return renderFace({ bust: portraitSvg(traits, 'bust'), closeUp: portraitSvg(traits, 'face') });
  }

  /** Step. Shows this picture as the agent's face from now on. @returns its version */
  async show(tx: Tx, agentId: string, picture: EncodedPicture): Promise<number> {
    const agent = await this.agents.lock(tx, agentId);
    if (agent === null) throw new DomainError('not-found', {}, 'There is no such agent.');
    const mediaId = await this.media.storeEncoded(tx, picture, {
      kind: 'face',
      alt: agent.publicName,
      ownerAgentId: agentId,
    });
    const version = await this.repository.add(tx, agentId, mediaId, this.clock.now());
    await this.agents.update(tx, agentId, { faceVersion: version });
    tx.emit({ type: 'agent.changed', agentId });
    return version;
  }

  /** Consent withdrawn: every picture of this person is erased, also beside old replies; initials stand in. */
  async withdraw(agentId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      if ((await this.agents.lock(tx, agentId)) === null)
        throw new DomainError('not-found', {}, 'There is no such agent.');
      const erased = await this.repository.withdrawAll(tx, agentId, this.clock.now());
      await this.media.erase(tx, erased);
      await this.agents.update(tx, agentId, { faceVersion: 0 });
      tx.emit({ type: 'agent.changed', agentId });
    });
  }

  /** The picture of that version, or the portrait with initials. @throws DomainError `not-found` for nobody */
  async read(agentId: string, version: number, size: FaceSize): Promise<MediaBytes> {
    const found = await this.repository.find(agentId, version);
    if (found === null) throw new DomainError('not-found', {}, 'There is no such agent.');
    const picture = found.mediaId === null ? null : await this.media.read(found.mediaId, `${size}`);
    return picture ?? { data: await this.initials(found.mark, agentId, size), mimeType: 'image/webp' };
  }

  private async initials(mark: string, agentId: string, size: FaceSize): Promise<Buffer> {
    const key = `${agentId} ${mark} ${size}`;
    const known = this.drawn.get(key);
    if (known !== undefined) return known;
    const data = await renderSvg(initialsPortraitSvg(mark, agentId), size);
    if (this.drawn.size >= KEPT_PORTRAITS) this.drawn.clear();
    this.drawn.set(key, data);
    return data;
  }
}
