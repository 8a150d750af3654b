import { Injectable } from '@nestjs/common';
import type { ConsentPurpose } from '@visavis/shared/agents/public-face';
import { initialsPortraitSvg, nobodyPortraitSvg, portraitSvg } from '../media/portrait.ts';
import type { PortraitTraits } from '../media/portrait/traits.ts';
import { MediaService, mediaRejected } from '../media/media.service.ts';
import type { MediaBytes } from '../media/media.types.ts';
import {
  encodeFace,
  PictureError,
  renderFace,
  renderSvg,
  type EncodedPicture,
  type SquareCrop,
} from '../media/picture.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { AgentsRepository } from './agents.repository.ts';
import { ConsentService } from './consent.service.ts';
import type { FaceSize } from './face-path.ts';
import { FacesRepository } from './faces.repository.ts';

const KEPT_PORTRAITS = 1_000;

/** Which face is asked for, and by whom. */
export interface FaceWanted {
  agentId: string;
  version: number;
  /** `colleague` sees the picture as soon as there is one; the public only what the purpose allows. */
  viewer: ConsentPurpose | 'colleague';
}

/** Faces of people: lent by consent, and taken back everywhere at once. */
@Injectable()
export class FacesService {
  /** Drawn portraits by what is in them; drawing takes milliseconds, but a wallboard asks for many. */
  private readonly portraits = new Map<string, Buffer>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: FacesRepository,
    private readonly agents: AgentsRepository,
    private readonly consent: ConsentService,
    private readonly media: MediaService,
    private readonly clock: Clock,
  ) {}

  /**
   * A photo of oneself: colleagues see it, and the public where consent allows. Earlier ones stay with the replies that
   * were written under them.
   *
   * @param crop the square of the upright photo that is to be seen; without one the most striking part
   * @throws DomainError `media-rejected`
   */
  async upload(agentId: string, data: Buffer, crop: SquareCrop | null = null): Promise<void> {
    const picture = await encodeFace(data, crop).catch((error: unknown) => {
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

  /** Every picture of this person is erased, also beside old replies; initials stand in. @throws DomainError `not-found` */
  async withdraw(agentId: string): Promise<void> {
    const places = await this.consent.placesOf(agentId);
    await this.uow.run((tx) => this.consent.erasePictures(tx, agentId, places));
  }

  /**
   * The picture of that version where the viewer may see it, else a drawn portrait: with the initials, or of nobody for
   * whom is shielded.
   *
   * @throws DomainError `not-found` for nobody
   */
  async read({ agentId, version, viewer }: FaceWanted, size: FaceSize): Promise<MediaBytes> {
    const purpose = viewer === 'colleague' ? 'replies' : viewer;
    const found = await this.repository.find(agentId, version, purpose);
    if (found === null) throw new DomainError('not-found', {}, 'There is no such agent.');
    const isSeen = viewer === 'colleague' || found.form === 'portrait';
    const picture =
      found.mediaId === null || !isSeen ? null : await this.media.read(found.mediaId, `${size}`);
    if (picture !== null) return picture;
    const mark = viewer !== 'colleague' && found.form === 'shielded' ? null : found.mark;
    return { data: await this.drawn(mark, agentId, size), mimeType: 'image/webp' };
  }

  /** @param mark null draws nobody in particular, the same for everybody */
  private async drawn(mark: string | null, agentId: string, size: FaceSize): Promise<Buffer> {
    const key = mark === null ? `nobody ${size}` : `${agentId} ${mark} ${size}`;
    const known = this.portraits.get(key);
    if (known !== undefined) return known;
    const svg = mark === null ? nobodyPortraitSvg() : initialsPortraitSvg(mark, agentId);
    const data = await renderSvg(svg, size);
    if (this.portraits.size >= KEPT_PORTRAITS) this.portraits.clear();
    this.portraits.set(key, data);
    return data;
  }
}
