import { Controller, Get, Param } from '@nestjs/common';
import type { RoutingExplanation } from '@visavis/shared/api/routing';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { DecisionsService } from './decisions.service.ts';

@Controller('api/conversations/:id/routing')
export class DecisionsController {
  constructor(private readonly decisions: DecisionsService) {}

  /** How this conversation came to where it is, the newest step first, and why it waits if nobody can take it. */
  @Get()
  @Requires('conversation.read')
  explain(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) conversationId: string,
  ): Promise<RoutingExplanation> {
    return this.decisions.explain(agent, conversationId);
  }
}
