import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  UploadedFile,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { memoryStorage } from 'multer';
import type { PlaygroundAccount, PlaygroundPost, PlaygroundThreads } from '@visavis/shared/api/playground';
import { LARGEST_BYTES } from '../media/picture.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { Public } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { decodeCursor, encodeCursor } from '../platform/http/keyset-cursor.ts';
import { isId, ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { DemoOnlyGuard } from './demo-only.guard.ts';
import { PlaygroundPictures } from './playground-pictures.service.ts';
import {
  CreatePlaygroundPostDto,
  DeletePostQueryDto,
  ThreadsQueryDto,
  UpdatePlaygroundPostDto,
} from './playground.dto.ts';
import { presentAccount, presentPost } from './playground.presenter.ts';
import type { ThreadKey } from './playground.repository.ts';
import { PlaygroundService } from './playground.service.ts';

const PICTURE_LIMITS = { fileSize: LARGEST_BYTES, files: 1, fields: 8, parts: 10, fieldSize: 32_768 };

/** The playground as its invented customers use it. Nobody logs in: one says who one is. */
@Public()
@UseGuards(DemoOnlyGuard)
@ApiTags('playground')
@Controller('playground/api')
export class PlaygroundController {
  constructor(
    private readonly playground: PlaygroundService,
    private readonly pictures: PlaygroundPictures,
    private readonly config: AppConfig,
  ) {}

  @Get('accounts')
  async accounts(): Promise<{ items: PlaygroundAccount[] }> {
    const people = await this.playground.people();
    return { items: people.map((person) => presentAccount(person, this.addresses())) };
  }

  @Get('posts')
  async threads(@Query() query: ThreadsQueryDto): Promise<PlaygroundThreads> {
    const viewerId = isId(query.accountId) ? query.accountId : null;
    const { threads, next, change } = await this.playground.threads(
      viewerId,
      keyOf(query.cursor),
      query.limit,
    );
    return {
      items: threads.map(({ rootId, posts }) => ({
        rootId,
        posts: posts.map((post) => presentPost(post, this.addresses())),
      })),
      nextCursor: next === null ? null : encodeCursor([next.at.toISOString(), next.rootId]),
      change,
    };
  }

  @Post('posts')
  @UseInterceptors(FileInterceptor('picture', { storage: memoryStorage(), limits: PICTURE_LIMITS }))
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({ type: CreatePlaygroundPostDto })
  async write(
    @Body() body: CreatePlaygroundPostDto,
    @UploadedFile() file?: Express.Multer.File,
  ): Promise<PlaygroundPost> {
    const picture = file === undefined || file.buffer.length === 0 ? null : file.buffer;
    return presentPost(await this.playground.write(body, picture), this.addresses());
  }

  @Patch('posts/:id')
  async edit(
    @Param('id', ParseIdPipe) id: string,
    @Body() body: UpdatePlaygroundPostDto,
  ): Promise<PlaygroundPost> {
    return presentPost(await this.playground.edit(body.accountId, id, body.text), this.addresses());
  }

  @Delete('posts/:id')
  @HttpCode(204)
  async delete(@Param('id', ParseIdPipe) id: string, @Query() query: DeletePostQueryDto): Promise<void> {
    await this.playground.delete(query.accountId, id);
  }

  private addresses() {
    return this.pictures.addresses(this.config.publicUrl);
  }
}

/** Beyond it neither an ISO instant nor PostgreSQL has four digits for the year. */
const LAST_INSTANT = Date.UTC(9999, 11, 31);

function keyOf(cursor: string | undefined): ThreadKey | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const [at, rootId] = key;
  const instant = new Date(String(at));
  const isInstant = instant.getTime() >= 0 && instant.getTime() <= LAST_INSTANT;
  if (!isId(rootId) || !isInstant)
    throw new DomainError('malformed', {}, 'The cursor is not one of this list.');
  return { at: instant, rootId };
}
