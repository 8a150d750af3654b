import { createHash } from 'node:crypto';
import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Res,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { Me } from '@visavis/shared/api/session';
import type { Response } from 'express';
import { PICTURE_FORM, PictureUpload, uploaded } from '../media/picture-upload.ts';
import { sendPicture } from '../media/send-picture.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { CurrentAgent, Public, Requires } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentMe } from './agents.presenter.ts';
import { AgentsService } from './agents.service.ts';
import { faceSizes } from './face-path.ts';
import { FacesService } from './faces.service.ts';

/** Consent can be withdrawn at any time, and caches must not go on showing a face for a year. */
const CACHE_SECONDS = 300;

@Controller()
export class FacesController {
  constructor(
    private readonly faces: FacesService,
    private readonly agents: AgentsService,
    private readonly organisation: OrganisationService,
  ) {}

  @Post('api/me/face')
  @Requires('profile.editOwn')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: PICTURE_FORM })
  @UseInterceptors(PictureUpload())
  async upload(
    @CurrentAgent() agent: SignedInAgent,
    @UploadedFile() file: Express.Multer.File | undefined,
  ): Promise<Me> {
    await this.faces.upload(agent.agentId, uploaded(file));
    return this.me(agent);
  }

  @Delete('api/me/face')
  @Requires('profile.editOwn')
  @HttpCode(200)
  async withdraw(@CurrentAgent() agent: SignedInAgent): Promise<Me> {
    await this.faces.withdraw(agent.agentId);
    return this.me(agent);
  }

  /** Without login: customers, and networks that unfurl a check page, see it too. */
  @Get('faces/:agentId/:version/:size.webp')
  @AnswersWith('image/webp')
  @Public()
  async show(
    @Param('agentId', ParseIdPipe) agentId: string,
    @Param('version') version: string,
    @Param('size') size: string,
    @Res() response: Response,
  ): Promise<void> {
    const wanted = faceSizes.find((known) => String(known) === size);
    if (wanted === undefined || !/^\d{1,9}$/.test(version))
      throw new DomainError('not-found', {}, 'There is no such face.');
    const picture = await this.faces.read(agentId, Number(version), wanted);
    const tag = createHash('sha256').update(picture.data).digest('base64url').slice(0, 22);
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    sendPicture(response, picture, { tag, cacheControl: `public, max-age=${CACHE_SECONDS}` });
  }

  private async me({ agentId }: SignedInAgent): Promise<Me> {
    return presentMe(await this.agents.get(agentId), await this.organisation.get());
  }
}
