import { createHash } from 'node:crypto';
import { Body, Controller, Get, Header, HttpStatus, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiResponse } from '@nestjs/swagger';
import type { CheckAnswer } from '@visavis/shared/api/trust';
import type { Locale } from '@visavis/shared/api/session';
import type { Request, Response } from 'express';
import { FacesService } from '../agents/faces.service.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { Public } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { CheckPageFilter } from './check-page.filter.ts';
import { checkPage } from './check-page.html.ts';
import { checkPageTexts } from './check-page.texts.ts';
import { CheckTextDto } from './check-page.dto.ts';
import { drawFaceCard, type FaceCard } from './face-card.ts';
import { pageLocale } from './page-locale.ts';
import { TrustService, type Check } from './trust.service.ts';

/** The pages with which customers check that a reply is real; no login, no JavaScript, rate limited in the module. */
@Public()
@UseFilters(CheckPageFilter)
@Controller('c')
export class CheckPageController {
  constructor(
    private readonly trust: TrustService,
    private readonly faces: FacesService,
    private readonly config: AppConfig,
  ) {}

  /** The empty question "is this from you?". */
  @Get()
  @AnswersWith('text/html')
  async ask(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.answerPage(await this.trust.check(''), request, response);
  }

  /** Pasted text or a link: leads to the page of the code in it. */
  @Post()
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiResponse({ status: 303, description: 'Leads to the page of the code.' })
  @AnswersWith('text/html')
  async checkText(
    @Body() body: CheckTextDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const check = await this.trust.check(body.text ?? body.link ?? body.code ?? '');
    if (check.answer.code === '') return this.answerPage(check, request, response);
    response.redirect(HttpStatus.SEE_OTHER, `/c/${check.answer.code}?lang=${localeOf(request, check)}`);
  }

  /** The same for machines; 404 for a code that is none of ours. */
  @Get(':code.json')
  async checkJson(
    @Param('code') code: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CheckAnswer> {
    const { answer } = await this.trust.check(code);
    response.status(answer.isGenuine ? HttpStatus.OK : HttpStatus.NOT_FOUND);
    return answer;
  }

  /** The picture with which networks unfurl the page of a reply. */
  @Get(':code/card.png')
  @AnswersWith('image/png')
  @Header('Content-Type', 'image/png')
  @Header('Cache-Control', 'public, no-cache')
  async card(@Param('code') code: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const check = await this.trust.check(code);
    const { reply } = check.answer;
    if (reply === undefined || check.details === null) throw new DomainError('not-found');
    const texts = checkPageTexts(localeOf(request, check), check.organisation.formOfAddress);
    const face = await this.faces.read(check.details.cardFace, 512);
    const card = {
      face: face.data,
      name: reply.agentName,
      mark: `^${reply.mark}`,
      line: texts.cardLine(check.organisation.name),
      seal: `${texts.code} ${check.answer.code}`,
    };
    // Named by what is on it: whoever has it asks again each time, and nothing is drawn for the same answer.
    response.set('ETag', `"${tagOf(card)}"`).set('Vary', 'Accept-Language');
    if (request.fresh) return void response.status(HttpStatus.NOT_MODIFIED).end();
    response.end(await drawFaceCard(card));
  }

  /** Who wrote this reply, and when; 404 with a warning for a code that is none of ours. */
  @Get(':code')
  @AnswersWith('text/html')
  async page(@Param('code') code: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    this.answerPage(await this.trust.check(code), request, response);
  }

  private answerPage(check: Check, request: Request, response: Response): void {
    const isQuestion = check.input === '';
    response
      .status(check.answer.isGenuine || isQuestion ? HttpStatus.OK : HttpStatus.NOT_FOUND)
      .type('html')
      .set('Cache-Control', 'no-store')
      .set('Vary', 'Accept-Language')
      .send(checkPage(check, { locale: localeOf(request, check), publicUrl: this.config.publicUrl }).markup);
  }
}

function tagOf({ face, ...words }: FaceCard): string {
  return createHash('sha256').update(face).update(JSON.stringify(words)).digest('base64url').slice(0, 22);
}

function localeOf(request: Request, check: Check): Locale {
  return pageLocale(request, check.organisation.locale);
}
