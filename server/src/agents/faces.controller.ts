import { createHash } from 'node:crypto';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Headers,
  Post,
  Res,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam } from '@nestjs/swagger';
import { consentPurposes } from '@visavis/shared/agents/public-face';
import type { Me } from '@visavis/shared/api/session';
import type { Response } from 'express';
import { FACE_FORM, PictureUpload, uploaded } from '../media/picture-upload.ts';
import { sendPicture } from '../media/send-picture.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { CurrentAgent, Public, Requires } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import { SessionAuthenticator, type SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentMe } from './agents.presenter.ts';
import { AgentsService } from './agents.service.ts';
import { faceSizes } from './face-path.ts';
import { FaceCropDto, isConsentPurpose } from './face.dto.ts';
import { FacesService, type FaceWanted } from './faces.service.ts';

@Controller()
export class FacesController {
  constructor(
    private readonly faces: FacesService,
    private readonly agents: AgentsService,
    private readonly organisation: OrganisationService,
    private readonly sessions: SessionAuthenticator,
  ) {}

  @Post('api/me/face')
  @Requires('profile.editOwn')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: FACE_FORM })
  @UseInterceptors(PictureUpload())
  async upload(
    @CurrentAgent() agent: SignedInAgent,
    @UploadedFile() file: Express.Multer.File | undefined,
    @Body() { x, y, size }: FaceCropDto,
  ): Promise<Me> {
    const crop = x === undefined || y === undefined || size === undefined ? null : { x, y, size };
    await this.faces.upload(agent.agentId, uploaded(file), crop);
    return this.me(agent);
  }

  @Delete('api/me/face')
  @Requires('profile.editOwn')
  @HttpCode(200)
  async withdraw(@CurrentAgent() agent: SignedInAgent): Promise<Me> {
    await this.faces.withdraw(agent.agentId);
    return this.me(agent);
  }

  /** As colleagues see each other; without login what replies show, since networks and old replies know this address. */
  @Get('faces/:agentId/:version/:size.webp')
  @AnswersWith('image/webp')
  @ApiParam({ name: 'agentId' })
  @ApiParam({ name: 'version' })
  @ApiParam({ name: 'size' })
  @Public()
  async show(
    @Param() face: FaceParams,
    @Headers('cookie') cookie: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const colleague = cookie === undefined ? null : await this.sessions.authenticate(cookie);
    response.setHeader('Vary', 'Cookie');
    await this.answer(response, face, { viewer: colleague === null ? 'replies' : 'colleague' });
  }

  /** As customers see somebody in one place, and networks that unfurl a check page or draw a profile. */
  @Get('faces/:purpose/:agentId/:version/:size.webp')
  @AnswersWith('image/webp')
  @ApiParam({ name: 'purpose', enum: consentPurposes })
  @ApiParam({ name: 'agentId' })
  @ApiParam({ name: 'version' })
  @ApiParam({ name: 'size' })
  @Public()
  async showPublicly(
    @Param() face: FaceParams & { purpose: string },
    @Res() response: Response,
  ): Promise<void> {
    if (!isConsentPurpose(face.purpose)) throw noFace();
    await this.answer(response, face, { viewer: face.purpose });
  }

  /**
   * Consent can be withdrawn at any time: caches may keep a face, but ask before each use whether it is still the one.
   */
  private async answer(
    response: Response,
    face: FaceParams,
    { viewer }: Pick<FaceWanted, 'viewer'>,
  ): Promise<void> {
    const size = faceSizes.find((known) => String(known) === face.size);
    if (size === undefined || !isId(face.agentId) || !/^\d{1,9}$/.test(face.version)) throw noFace();
    const wanted = { agentId: face.agentId.toLowerCase(), version: Number(face.version), viewer };
    const picture = await this.faces.read(wanted, size);
    const tag = createHash('sha256').update(picture.data).digest('base64url').slice(0, 22);
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    const audience = viewer === 'colleague' ? 'private' : 'public';
    sendPicture(response, picture, { tag, cacheControl: `${audience}, no-cache` });
  }

  private async me({ agentId }: SignedInAgent): Promise<Me> {
    return presentMe(await this.agents.get(agentId), await this.organisation.get());
  }
}

interface FaceParams {
  agentId: string;
  version: string;
  size: string;
}

function noFace(): DomainError {
  return new DomainError('not-found', {}, 'There is no such face.');
}
