import { Body, Controller, Param, Patch, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { UploadedMedia } from '@visavis/shared/api/media';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { UpdateMediaDto, UploadMediaDto } from './media.dto.ts';
import { presentUpload } from './media.presenter.ts';
import { MediaService } from './media.service.ts';
import { PICTURE_FORM, PictureUpload, uploaded } from './picture-upload.ts';

@Controller('api/media')
@Requires('conversation.reply')
export class MediaController {
  constructor(private readonly media: MediaService) {}

  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: PICTURE_FORM })
  @UseInterceptors(PictureUpload())
  async upload(
    @CurrentAgent() agent: SignedInAgent,
    @Body() body: UploadMediaDto,
    @UploadedFile() file: Express.Multer.File | undefined,
  ): Promise<UploadedMedia> {
    return presentUpload(await this.media.upload(agent.agentId, uploaded(file), body.alt ?? ''));
  }

  @Patch(':id')
  async update(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() body: UpdateMediaDto,
  ): Promise<UploadedMedia> {
    return presentUpload(await this.media.describeAnew(agent.agentId, id, body.alt));
  }
}
