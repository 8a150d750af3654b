import { Controller, Get, Header, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import type { TeamAnswer } from '@visavis/shared/api/trust';
import type { Request, Response } from 'express';
import { AppConfig } from '../platform/config/app-config.ts';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { Public } from '../platform/http/decorators.ts';
import { CheckPageFilter } from './check-page.filter.ts';
import { pageLocale } from './page-locale.ts';
import { teamPage } from './team-page.html.ts';
import { TeamPageService, type TeamFilter } from './team-page.service.ts';

const LONGEST_TOPIC = 200;
const LANGUAGE = /^[a-z]{2,3}$/;

/** The people who answer; no login, no JavaScript, rate limited in the module. */
@Public()
@UseFilters(CheckPageFilter)
@Controller()
export class TeamPageController {
  constructor(
    private readonly team: TeamPageService,
    private readonly config: AppConfig,
  ) {}

  @Get('team')
  @AnswersWith('text/html')
  @ApiQuery({ name: 'topic', required: false })
  @ApiQuery({ name: 'language', required: false })
  async page(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const shown = await this.team.show(filterOf(query));
    const locale = pageLocale(request, shown.organisation.locale);
    response
      .type('html')
      .set('Cache-Control', 'no-store')
      .set('Vary', 'Accept-Language')
      .send(teamPage(shown, { locale, publicUrl: this.config.publicUrl }).markup);
  }

  /** The same for machines. */
  @Get('team.json')
  @Header('Cache-Control', 'no-store')
  @ApiQuery({ name: 'topic', required: false })
  @ApiQuery({ name: 'language', required: false })
  async json(@Query() query: Record<string, unknown>): Promise<TeamAnswer> {
    return (await this.team.show(filterOf(query))).answer;
  }
}

/** Whatever else stands in a query asks for nothing. */
function filterOf({ topic, language }: Record<string, unknown>): TeamFilter {
  const wanted = typeof topic === 'string' ? topic.trim().slice(0, LONGEST_TOPIC) : '';
  return {
    topic: wanted === '' ? null : wanted,
    language: typeof language === 'string' && LANGUAGE.test(language) ? language : null,
  };
}
