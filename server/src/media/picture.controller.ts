import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { Public, Requires } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { ReadMediaDto } from './media.dto.ts';
import { MediaService } from './media.service.ts';
import { sendPicture } from './send-picture.ts';

const YEAR_SECONDS = 31_536_000;

/** The bytes of pictures. They never change under one id, so browsers keep them. */
@Controller('media')
export class PictureController {
  constructor(private readonly media: MediaService) {}

  @Get(':id')
  @AnswersWith('image/*')
  @Requires('conversation.read')
  async show(
    @Param('id', ParseIdPipe) id: string,
    @Query() query: ReadMediaDto,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(id, query, response, 'private');
  }

  /** For networks, which fetch what a reply shows, and for the pages that customers see. */
  @Get(':id/:token')
  @AnswersWith('image/*')
  @Public()
  async showPublicly(
    @Param('id', ParseIdPipe) id: string,
    @Param('token') token: string,
    @Query() query: ReadMediaDto,
    @Res() response: Response,
  ): Promise<void> {
    if (!this.media.isPublicToken(id, token))
      throw new DomainError('not-found', {}, 'There is no such picture.');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    await this.send(id, query, response, 'public');
  }

  private async send(
    id: string,
    { variant = 'original' }: ReadMediaDto,
    response: Response,
    audience: 'private' | 'public',
  ): Promise<void> {
    const picture = await this.media.read(id, variant);
    if (picture === null) throw new DomainError('not-found', {}, 'There is no such picture.');
    sendPicture(response, picture, {
      tag: `${id}-${variant}`,
      cacheControl: `${audience}, max-age=${YEAR_SECONDS}, immutable`,
    });
  }
}
