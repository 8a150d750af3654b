import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { MediaModule } from '../media/media.module.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { sendError } from '../platform/http/error.filter.ts';
import { PlaygroundAccountEntity } from './playground-account.entity.ts';
import { PlaygroundBrandController } from './playground-brand.controller.ts';
import { PlaygroundBrandService } from './playground-brand.service.ts';
import { PlaygroundChronicle } from './playground-chronicle.service.ts';
import { PlaygroundCredentials } from './playground-credentials.ts';
import { PlaygroundHookEntity } from './playground-hook.entity.ts';
import { PlaygroundHooks } from './playground-hooks.service.ts';
import { PlaygroundPageController } from './playground-page.controller.ts';
import { PlaygroundPictures } from './playground-pictures.service.ts';
import { PlaygroundPostEntity } from './playground-post.entity.ts';
import { PlaygroundSetup } from './playground-setup.service.ts';
import { PlaygroundWriter } from './playground-writer.service.ts';
import { PlaygroundController } from './playground.controller.ts';
import { PlaygroundRepository } from './playground.repository.ts';
import { PlaygroundService } from './playground.service.ts';

/** A small social network for the demonstration, in the tables `playground_*`. Emits nothing: the product reaches it over HTTP, like any network. */
@Module({
  imports: [
    MediaModule,
    TypeOrmModule.forFeature([PlaygroundAccountEntity, PlaygroundPostEntity, PlaygroundHookEntity]),
  ],
  // The brand's door first: its paths begin like those of the customers'.
  controllers: [PlaygroundBrandController, PlaygroundController, PlaygroundPageController],
  providers: [
    PlaygroundRepository,
    PlaygroundCredentials,
    PlaygroundPictures,
    PlaygroundWriter,
    PlaygroundHooks,
    PlaygroundService,
    PlaygroundBrandService,
    PlaygroundSetup,
    PlaygroundChronicle,
  ],
  exports: [PlaygroundChronicle, PlaygroundCredentials, PlaygroundSetup],
})
export class PlaygroundModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(writingLimit()).forRoutes(PlaygroundController, PlaygroundBrandController);
  }
}

/** Reading costs little; writing fills a table, and nobody writes ten posts a second by hand. */
function writingLimit(): ReturnType<typeof rateLimit> {
  return rateLimit({
    windowMs: 60_000,
    limit: 600,
    standardHeaders: 'draft-6',
    legacyHeaders: false,
    skip: (request: Request) => request.method === 'GET' || request.method === 'HEAD',
    handler: (_request: Request, response: Response) => {
      sendError(
        response,
        new DomainError('too-many-requests', { retryAfterSeconds: 60 }, 'Too many posts in a minute.'),
      );
    },
  });
}
