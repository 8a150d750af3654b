import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { MyFigures, ReportAnswer, ReportConversations, ReportState } from '@visavis/shared/api/figures';
import type { Response } from 'express';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ReportBehindDto, ReportExportDto, ReportQueryDto } from './figures.dto.ts';
import { FiguresService } from './figures.service.ts';
import { reportCsv } from './report-csv.ts';
import { RollupsService } from './rollups.service.ts';

@Controller('api/reports')
export class FiguresController {
  constructor(
    private readonly figures: FiguresService,
    private readonly rollups: RollupsService,
  ) {}

  @Get('figures')
  @Requires('report.team')
  read(@CurrentAgent() agent: SignedInAgent, @Query() query: ReportQueryDto): Promise<ReportAnswer> {
    return this.figures.read(agent, query);
  }

  /** The same figures as a CSV file. */
  @Get('export')
  @Requires('report.team')
  @AnswersWith('text/csv')
  async export(
    @CurrentAgent() agent: SignedInAgent,
    @Query() query: ReportExportDto,
    @Res() response: Response,
  ): Promise<void> {
    const report = await this.figures.read(agent, query);
    response
      .setHeader('content-type', 'text/csv; charset=utf-8')
      .setHeader('content-disposition', `attachment; filename="visavis-${report.from}-${report.to}.csv"`)
      .setHeader('cache-control', 'no-store')
      .send(reportCsv(report, query.locale ?? 'de'));
  }

  /** Conversations behind a figure. For people: what customers wrote is in no scope of a program that reads figures. */
  @Get('conversations')
  @Requires('team.lead')
  behind(
    @CurrentAgent() agent: SignedInAgent,
    @Query() query: ReportBehindDto,
  ): Promise<ReportConversations> {
    const { metric, key, missed } = query;
    return this.figures.behind(agent, query, {
      metric,
      missed: missed === 'true' || missed === '1',
      ...(key !== undefined && { key }),
    });
  }

  /** One's own last 28 days; no route tells anybody else's. */
  @Get('mine')
  @Requires('conversation.read')
  mine(@CurrentAgent() agent: SignedInAgent): Promise<MyFigures> {
    return this.figures.mine(agent);
  }

  /** Has the sums built anew from the facts; progress stands in the answer of every report. */
  @Post('rebuild')
  @HttpCode(202)
  @Requires('organisation.manage')
  async rebuild(): Promise<ReportState> {
    await this.rollups.askRebuild();
    return this.figures.state();
  }
}
