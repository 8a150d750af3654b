import { Body, Controller, Delete, HttpCode, Param, Put, Query } from '@nestjs/common';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ShieldDto, WhoseShieldDto } from './shields.dto.ts';
import { ShieldsService } from './shields.service.ts';

/** Whoever is shielded from a conversation's customer is given nothing of them any more. */
@Controller('api/conversations/:id/shield')
export class ShieldsController {
  constructor(private readonly shields: ShieldsService) {}

  /** Oneself, or a colleague by those who lead the team. */
  @Put()
  @HttpCode(204)
  @Requires('conversation.moderate')
  async putUp(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: ShieldDto,
  ): Promise<void> {
    await this.shields.putUp(agent, id, request);
  }

  @Delete()
  @HttpCode(204)
  @Requires('conversation.moderate')
  async takeDown(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Query() { agentId }: WhoseShieldDto,
  ): Promise<void> {
    await this.shields.takeDown(agent, id, agentId);
  }
}
