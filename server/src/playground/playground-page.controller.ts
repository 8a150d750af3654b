import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { Public } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SafeHtml } from '../platform/http/html.ts';
import { DemoOnlyGuard } from './demo-only.guard.ts';
import { feedHtml } from './page/playground-feed.html.ts';
import { playgroundPage } from './page/playground-page.html.ts';
import { playgroundStyle } from './page/playground-page.style.ts';
import { type PageLocale, playgroundTexts } from './page/playground-page.texts.ts';
import { PlaygroundPictures } from './playground-pictures.service.ts';
import { portraitOf } from './playground-portraits.ts';
import { PLAYGROUND_TEXT_LIMIT } from './playground-writer.service.ts';
import { presentAccount, presentPost } from './playground.presenter.ts';
import { PlaygroundService } from './playground.service.ts';
import type { Person } from './playground.types.ts';

const THREADS = 40;
const TIME_ZONE = 'Europe/Berlin';

/** A browser runs it, not we. The build leaves a note where its map lies, which is nothing to serve. */
const script = readFileSync(join(import.meta.dirname, 'page', 'playground-page.js'), 'utf8').replace(
  /\n\/\/# sourceMappingURL=.*/,
  '',
);

interface PageQuery {
  as?: string;
  lang?: string;
}

/** The page of the playground: everything readable without JavaScript, writing with a little of it. */
@Public()
@UseGuards(DemoOnlyGuard)
@ApiExcludeController()
@Controller('playground')
export class PlaygroundPageController {
  constructor(
    private readonly playground: PlaygroundService,
    private readonly pictures: PlaygroundPictures,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  @Get()
  async page(@Query() query: PageQuery, @Req() request: Request, @Res() response: Response): Promise<void> {
    const people = await this.playground.people();
    const viewer = viewerOf(people, query.as) ?? people.find((person) => !person.isBrand) ?? null;
    const locale = localeOf(request, query.lang);
    const { feed, version } = await this.feedOf(viewer, locale);
    const page = playgroundPage({
      texts: playgroundTexts(locale),
      people: people.map((person) => presentAccount(person, this.addresses())),
      viewer: viewer === null ? null : presentAccount(viewer, this.addresses()),
      textLimit: PLAYGROUND_TEXT_LIMIT,
      feed,
      version,
    });
    response.type('html').set('Cache-Control', 'no-store').set('Vary', 'Accept-Language').send(page.markup);
  }

  /** The threads alone; 304 while nothing happened. */
  @Get('feed')
  async feed(@Query() query: PageQuery, @Req() request: Request, @Res() response: Response): Promise<void> {
    const locale = localeOf(request, query.lang);
    response.set('Cache-Control', 'no-cache').set('Vary', 'Accept-Language');
    const viewer = viewerOf(await this.playground.people(), query.as);
    if (
      request.headers['if-none-match'] === this.versionOf(await this.playground.lastChange(), viewer, locale)
    ) {
      response.status(304).end();
      return;
    }
    const { feed, version } = await this.feedOf(viewer, locale);
    response.type('html').set('ETag', version).send(feed.markup);
  }

  @Get('playground.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  style(): string {
    return playgroundStyle;
  }

  @Get('playground.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  script(): string {
    return script;
  }

  @Get('portraits/:handle.svg')
  @Header('Content-Type', 'image/svg+xml')
  @Header('Cache-Control', 'public, max-age=86400')
  async portrait(@Param('handle') handle: string): Promise<string> {
    const person = viewerOf(await this.playground.people(), handle);
    if (person === null) throw new DomainError('not-found');
    return portraitOf(person.portrait).closeUp;
  }

  private async feedOf(
    viewer: Person | null,
    locale: PageLocale,
  ): Promise<{ feed: SafeHtml; version: string }> {
    const { threads, change } = await this.playground.threads(viewer?.id ?? null, null, THREADS);
    const shown = threads.map(({ rootId, posts }) => ({
      rootId,
      posts: posts.map((post) => presentPost(post, this.addresses())),
    }));
    const view = {
      texts: playgroundTexts(locale),
      viewerId: viewer?.id ?? null,
      now: this.clock.now(),
      timeZone: TIME_ZONE,
    };
    return { feed: feedHtml(shown, view), version: this.versionOf(change, viewer, locale) };
  }

  private versionOf(change: number, viewer: Person | null, locale: PageLocale): string {
    return `"${change}-${viewer?.handle ?? ''}-${locale}"`;
  }

  private addresses() {
    return this.pictures.addresses(this.config.publicUrl);
  }
}

function viewerOf(people: readonly Person[], handle: unknown): Person | null {
  return people.find((person) => person.handle === handle) ?? null;
}

function localeOf(request: Request, wished: unknown): PageLocale {
  if (wished === 'de' || wished === 'en') return wished;
  return request.acceptsLanguages('de', 'en') === 'en' ? 'en' : 'de';
}
