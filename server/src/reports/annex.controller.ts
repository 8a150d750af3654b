import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { Requires } from '../platform/http/decorators.ts';
import { AnnexQueryDto } from './annex.dto.ts';
import { annexPage } from './annex.html.ts';
import { AnnexService } from './annex.service.ts';

@Controller('api/reports')
export class AnnexController {
  constructor(private readonly annex: AnnexService) {}

  /** How the installation treats data of those who work here, as a page to read and print: an annex for a works agreement. */
  @Get('works-agreement')
  @Requires('organisation.manage')
  @AnswersWith('text/html')
  async show(@Query() { locale }: AnnexQueryDto, @Res() response: Response): Promise<void> {
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .setHeader('cache-control', 'no-store')
      .send(annexPage(await this.annex.read(), locale ?? 'de').markup);
  }
}
