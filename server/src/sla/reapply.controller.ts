import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { LatestReapply, ReapplyPreview, ReapplyRun } from '@visavis/shared/api/sla';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import type { Reapplication } from './reapply.repository.ts';
import { ReapplyService } from './reapply.service.ts';

@Controller('api/sla-policies/reapply')
export class ReapplyController {
  constructor(private readonly reapply: ReapplyService) {}

  /** How the one that runs, else the last one, stands. */
  @Get()
  @Requires('policy.manage')
  async latest(): Promise<LatestReapply> {
    const run = await this.reapply.latest();
    return { run: run === null ? null : present(run) };
  }

  /** What would change for the clocks that run; nothing is changed. */
  @Post('preview')
  @HttpCode(200)
  @Requires('policy.manage')
  preview(): Promise<ReapplyPreview> {
    return this.reapply.preview();
  }

  /** Gives the clocks that run what policies and calendars say now. 409 `conflict` while one runs. */
  @Post()
  @HttpCode(202)
  @Requires('policy.manage')
  async begin(@CurrentAgent() agent: SignedInAgent): Promise<ReapplyRun> {
    return present(await this.reapply.begin(agent.agentId));
  }
}

function present({ id, startedAt, finishedAt, total, done, changed }: Reapplication): ReapplyRun {
  return {
    id,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    total,
    done,
    changed,
  };
}
