import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { Public } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { ReadMediaDto } from './media.dto.ts';
import { MediaService } from './media.service.ts';
import { answerPicture } from './send-picture.ts';

/** Pictures at their public addresses: for networks, which fetch what a reply shows, and for the pages that customers see. */
@Controller('media')
@Public()
export class PictureController {
  constructor(private readonly media: MediaService) {}

  @Get(':id/:token')
  @AnswersWith('image/*')
  async show(
    @Param('id', ParseIdPipe) id: string,
    @Param('token') token: string,
    @Query() { variant = 'original' }: ReadMediaDto,
    @Res() response: Response,
  ): Promise<void> {
    const picture = this.media.isPublicToken(id, token) ? await this.media.read(id, variant) : null;
    if (picture === null) throw new DomainError('not-found', {}, 'There is no such picture.');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    answerPicture(response, picture, { tag: `${id}-${variant}`, audience: 'public' });
  }
}
