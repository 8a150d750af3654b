import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { PlaygroundBrand, PlaygroundNotices, PlaygroundReply } from '@visavis/shared/api/playground';
import type { Response } from 'express';
import { AppConfig } from '../platform/config/app-config.ts';
import { Public } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { BrandTokenGuard } from './brand-token.guard.ts';
import { DemoOnlyGuard } from './demo-only.guard.ts';
import { PlaygroundBrandService } from './playground-brand.service.ts';
import { PlaygroundPictures } from './playground-pictures.service.ts';
import { PLAYGROUND_TEXT_LIMIT } from './playground-writer.service.ts';
import { CreatePlaygroundReplyDto, EditReplyDto, HookDto, NoticesQueryDto } from './playground.dto.ts';
import { permalinkOf, presentAccount, presentNotice, presentPost } from './playground.presenter.ts';
import type { PostInContext } from './playground.types.ts';

const KEY = /^[\w-]{8,100}$/;

/** The API that the playground offers to the brand, as a network would: the connector uses nothing else. */
@Public()
@UseGuards(DemoOnlyGuard, BrandTokenGuard)
@ApiExcludeController()
@Controller('playground/api/brand')
export class PlaygroundBrandController {
  constructor(
    private readonly brand: PlaygroundBrandService,
    private readonly pictures: PlaygroundPictures,
    private readonly config: AppConfig,
  ) {}

  @Get()
  async show(): Promise<PlaygroundBrand> {
    const account = presentAccount(await this.brand.account(), this.addresses());
    return { account, url: `${this.config.publicUrl}/playground`, textLimit: PLAYGROUND_TEXT_LIMIT };
  }

  @Get('notices')
  async notices(@Query() query: NoticesQueryDto): Promise<PlaygroundNotices> {
    const from = fromOf(query.from);
    const { posts, hasMore } = await this.brand.notices(query.since, from, query.limit);
    return {
      items: posts.map((post) => presentNotice(post, this.addresses())),
      cursor: posts.at(-1)?.change ?? query.since,
      hasMore,
    };
  }

  @Post('posts')
  async reply(
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: CreatePlaygroundReplyDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PlaygroundReply> {
    const { post, isNew } = await this.brand.reply(usable(key), body);
    response.status(isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return this.present(post);
  }

  @Get('posts/by-key/:key')
  async byKey(@Param('key') key: string): Promise<PlaygroundReply> {
    return this.present(await this.brand.byKey(usable(key)));
  }

  @Patch('posts/:id')
  async edit(@Param('id', ParseIdPipe) id: string, @Body() body: EditReplyDto): Promise<PlaygroundReply> {
    return this.present(await this.brand.edit(id, body.text));
  }

  @Delete('posts/:id')
  @HttpCode(204)
  async delete(@Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.brand.delete(id);
  }

  @Put('hooks')
  @HttpCode(204)
  async addHook(@Body() body: HookDto): Promise<void> {
    await this.brand.addHook(body.url);
  }

  @Delete('hooks')
  @HttpCode(204)
  async removeHook(@Query() query: HookDto): Promise<void> {
    await this.brand.removeHook(query.url);
  }

  private present(post: PostInContext): PlaygroundReply {
    return { post: presentPost(post, this.addresses()), permalink: permalinkOf(post, this.config.publicUrl) };
  }

  private addresses() {
    return this.pictures.addresses(this.config.publicUrl);
  }
}

/** What cannot be an instant of this network begins at the beginning. */
function fromOf(text: string | undefined): Date {
  const instant = new Date(text ?? 0);
  return instant.getTime() >= 0 && instant.getUTCFullYear() <= 9999 ? instant : new Date(0);
}

function usable(key: string | undefined): string {
  if (key !== undefined && KEY.test(key)) return key;
  throw new DomainError('malformed', {}, 'The Idempotency-Key must have 8 to 100 letters, digits, dashes.');
}
