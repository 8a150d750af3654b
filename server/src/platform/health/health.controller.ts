import { timingSafeEqual, createHash } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { isLoopbackHost } from '../config/allow-entry.ts';
import { AppConfig } from '../config/app-config.ts';
import { AnswersWith } from '../http/answers-with.ts';
import { Public, type VisavisRequest } from '../http/decorators.ts';
import { DomainError } from '../http/domain-error.ts';
import { Metrics } from './metrics.ts';
import { Readiness } from './readiness.ts';

@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly config: AppConfig,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** The process is up. */
  @Get('healthz')
  healthz(): { status: 'up' } {
    return { status: 'up' };
  }

  /** 503 with what is missing, until everything is ready. */
  @Get('readyz')
  async readyz(
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ status: 'ready' | 'not-ready'; missing: string[] }> {
    const missing = await this.readiness.missing();
    if (missing.length > 0) response.status(503);
    return { status: missing.length === 0 ? 'ready' : 'not-ready', missing };
  }

  /** Figures for Prometheus, for METRICS_TOKEN as bearer token or, without one, for this machine. */
  @Get('metrics')
  @AnswersWith('text/plain')
  async metricsText(@Req() request: VisavisRequest, @Res() response: Response): Promise<void> {
    this.mayScrape(request);
    response.setHeader('Content-Type', this.metrics.contentType);
    response.send(await this.metrics.text());
  }

  private mayScrape(request: VisavisRequest): void {
    const token = this.config.metricsToken;
    const given = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token !== null) {
      if (given !== undefined && isSame(given, token)) return;
      throw new DomainError('unauthenticated', {}, 'The figures need the METRICS_TOKEN as bearer token.');
    }
    // The peer itself, not what a proxy says about it; whoever comes through a proxy needs the token.
    const isDirect = request.headers['x-forwarded-for'] === undefined;
    if (isDirect && isLoopbackHost(request.socket.remoteAddress ?? '')) return;
    throw new DomainError(
      'forbidden',
      {},
      'Without METRICS_TOKEN the figures are given to this machine only.',
    );
  }
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
