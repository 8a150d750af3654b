import { Body, Controller, Delete, Get, Headers, HttpCode, Ip, Param, Post, Res } from '@nestjs/common';
import type { Page } from '@visavis/shared/api/page';
import type { Me, SessionItem } from '@visavis/shared/api/session';
import type { Response } from 'express';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { CurrentAgent, Public, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentMe, presentSession } from './agents.presenter.ts';
import { AgentsService } from './agents.service.ts';
import { EndSessionsService } from './end-sessions.service.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';
import { SignInDto } from './session.dto.ts';
import { SessionsService } from './sessions.service.ts';
import { SignInService } from './sign-in.service.ts';

@Controller('api')
export class SessionController {
  constructor(
    private readonly signIn: SignInService,
    private readonly sessions: SessionsService,
    private readonly endSessions: EndSessionsService,
    private readonly agents: AgentsService,
    private readonly organisation: OrganisationService,
    private readonly config: AppConfig,
  ) {}

  @Post('session')
  @Public()
  async open(
    @Body() body: SignInDto,
    @Ip() ip: string,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const { agentId, token } = await this.signIn.signIn({ ...body, ip, userAgent: userAgent ?? '' });
    setSessionCookie(response, token, this.config);
    return presentMe(await this.agents.get(agentId), await this.organisation.get());
  }

  @Delete('session')
  @Requires('profile.editOwn')
  @HttpCode(204)
  async close(
    @CurrentAgent() agent: SignedInAgent,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.endSessions.endOne(agent.agentId, agent.sessionId);
    clearSessionCookie(response, this.config);
  }

  @Get('sessions')
  @Requires('profile.editOwn')
  async list(@CurrentAgent() agent: SignedInAgent): Promise<Page<SessionItem>> {
    const listed = await this.sessions.list(agent.agentId);
    return onePage(listed.map((session) => presentSession(session, agent.sessionId)));
  }

  @Delete('sessions/:id')
  @Requires('profile.editOwn')
  @HttpCode(204)
  async revoke(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.endSessions.endOne(agent.agentId, id);
  }
}
