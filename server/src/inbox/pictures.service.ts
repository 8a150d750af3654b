import { Injectable } from '@nestjs/common';
import { MediaService } from '../media/media.service.ts';
import type { MediaBytes, MediaVariant } from '../media/media.types.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { PictureAccessRepository } from './picture-access.repository.ts';
import { VisibleTeamsService } from './visible-teams.service.ts';

/** The pictures in conversations: seen by whoever may see the conversation. */
@Injectable()
export class PicturesService {
  constructor(
    private readonly media: MediaService,
    private readonly access: PictureAccessRepository,
    private readonly teams: VisibleTeamsService,
  ) {}

  /** @throws DomainError `not-found`, also for what a closed team keeps to itself */
  async read(agent: SignedInAgent, id: string, variant: MediaVariant): Promise<MediaBytes> {
    const visible = await this.teams.visibleTo(agent);
    const isShown = visible === null || (await this.access.isShownTo(id, agent.agentId, visible));
    const picture = isShown ? await this.media.read(id, variant) : null;
    if (picture === null) throw new DomainError('not-found', {}, 'There is no such picture.');
    return picture;
  }
}
