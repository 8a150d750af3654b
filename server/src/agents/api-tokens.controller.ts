import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Page } from '@visavis/shared/api/page';
import type { ApiTokenItem, CreatedApiToken } from '@visavis/shared/api/session';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentToken } from './agents.presenter.ts';
import { ApiTokensService } from './api-tokens.service.ts';
import { CreateApiTokenDto } from './session.dto.ts';

@Controller('api/tokens')
@Requires('token.manageOwn')
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokensService) {}

  @Get()
  async list(@CurrentAgent() agent: SignedInAgent): Promise<Page<ApiTokenItem>> {
    return onePage((await this.tokens.list(agent.agentId)).map(presentToken));
  }

  @Post()
  async create(
    @CurrentAgent() agent: SignedInAgent,
    @Body() body: CreateApiTokenDto,
  ): Promise<CreatedApiToken> {
    const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt);
    const { item, token } = await this.tokens.create(agent.agentId, {
      name: body.name,
      scopes: body.scopes,
      expiresAt,
    });
    return { ...presentToken(item), token };
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.tokens.revoke(agent.agentId, id);
  }
}
