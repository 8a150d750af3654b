import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import type { Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { CheckPageController } from './check-page.controller.ts';
import { checkPageTexts } from './check-page.texts.ts';
import { TrustRepository } from './trust.repository.ts';
import { TrustService } from './trust.service.ts';

/**
 * What customers may know without a login: whether a reply is ours, and who wrote it.
 * Owns no table, emits nothing; reads replies, agents and the organisation.
 */
@Module({
  imports: [AgentsModule, ConnectorsModule],
  controllers: [CheckPageController],
  providers: [TrustService, TrustRepository],
})
export class TrustModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(publicPageLimit()).forRoutes(CheckPageController);
  }
}

/** Guessing one of 2^65 codes is hopeless anyway; this keeps a crowd of guesses from costing us the database. */
function publicPageLimit(): ReturnType<typeof rateLimit> {
  return rateLimit({
    windowMs: 60_000,
    limit: 120,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request: Request, response: Response) => {
      const texts = checkPageTexts(request.acceptsLanguages('de', 'en') === 'de' ? 'de' : 'en');
      response.status(429).set('Retry-After', '60').type('text').send(texts.tooMany);
    },
  });
}
