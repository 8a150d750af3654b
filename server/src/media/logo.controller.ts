import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Query,
  Res,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { OrganisationItem } from '@visavis/shared/api/organisation';
import type { Response } from 'express';
import { presentOrganisation } from '../organisation/organisation.presenter.ts';
import { LOGO_PATH } from '../organisation/organisation.types.ts';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { Public, Requires } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { LogoService } from './logo.service.ts';
import { LogoVersionDto } from './media.dto.ts';
import { PICTURE_FORM, PictureUpload, uploaded } from './picture-upload.ts';
import { answerPicture, sendPicture } from './send-picture.ts';

/** Asked for without its version, or by an old one: it may be another picture soon. */
const UNVERSIONED_SECONDS = 60;

/** The organisation's logo. It stands here since pictures do; the organisation keeps only which one it is. */
@Controller()
export class LogoController {
  constructor(private readonly logo: LogoService) {}

  @Post('api/organisation/logo')
  @Requires('organisation.manage')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: PICTURE_FORM })
  @UseInterceptors(PictureUpload())
  async upload(@UploadedFile() file: Express.Multer.File | undefined): Promise<OrganisationItem> {
    return presentOrganisation(await this.logo.upload(uploaded(file)));
  }

  @Delete('api/organisation/logo')
  @Requires('organisation.manage')
  @HttpCode(200)
  async remove(): Promise<OrganisationItem> {
    return presentOrganisation(await this.logo.remove());
  }

  /** Without login: it stands on the pages that customers see. */
  @Get(LOGO_PATH)
  @AnswersWith('image/*')
  @Public()
  async show(@Query() { v }: LogoVersionDto, @Res() response: Response): Promise<void> {
    const logo = await this.logo.read();
    if (logo === null) throw new DomainError('not-found', {}, 'There is no logo.');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (v === logo.version) return answerPicture(response, logo, { tag: logo.version, audience: 'public' });
    sendPicture(response, logo, {
      tag: logo.version,
      cacheControl: `public, max-age=${UNVERSIONED_SECONDS}`,
    });
  }
}
