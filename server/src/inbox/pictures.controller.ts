import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ReadMediaDto } from '../media/media.dto.ts';
import { answerPicture } from '../media/send-picture.ts';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { PicturesService } from './pictures.service.ts';

/** Pictures as agents see them. Customers and networks use the public address, which `media` answers. */
@Controller('media')
@Requires('conversation.read')
export class PicturesController {
  constructor(private readonly pictures: PicturesService) {}

  @Get(':id')
  @AnswersWith('image/*')
  async show(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Query() { variant = 'original' }: ReadMediaDto,
    @Res() response: Response,
  ): Promise<void> {
    const picture = await this.pictures.read(agent, id, variant);
    answerPicture(response, picture, { tag: `${id}-${variant}`, audience: 'private' });
  }
}
