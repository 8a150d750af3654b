import { Controller, Get, Param } from '@nestjs/common';
import type { RoutingDecision } from '@visavis/shared/api/routing';
import type { Page } from '@visavis/shared/api/page';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { DecisionsService } from './decisions.service.ts';

@Controller('api/conversations/:id/routing')
export class DecisionsController {
  constructor(private readonly decisions: DecisionsService) {}

  /** To whom the placement gave this conversation and why, the newest first. */
  @Get()
  @Requires('conversation.read')
  async list(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) conversationId: string,
  ): Promise<Page<RoutingDecision>> {
    return onePage(await this.decisions.list(agent, conversationId));
  }
}
