import { Controller, Get, Query } from '@nestjs/common';
import type { GivenHandOver } from '@visavis/shared/api/hand-over';
import type { Page } from '@visavis/shared/api/page';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { PageQueryDto } from '../platform/http/page-query.dto.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { GivenHandOversService } from './given-hand-overs.service.ts';

@Controller('api/hand-overs')
export class GivenHandOversController {
  constructor(private readonly given: GivenHandOversService) {}

  /** What was given to me, the newest first. */
  @Get()
  @Requires('profile.editOwn')
  list(@CurrentAgent() agent: SignedInAgent, @Query() query: PageQueryDto): Promise<Page<GivenHandOver>> {
    return this.given.list(agent, query);
  }
}
