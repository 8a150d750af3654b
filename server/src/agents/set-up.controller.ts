import { Body, Controller, Get, Headers, Post, Res } from '@nestjs/common';
import type { Me, SetupState } from '@visavis/shared/api/session';
import type { Response } from 'express';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { Public } from '../platform/http/decorators.ts';
import { presentMe } from './agents.presenter.ts';
import { AgentsService } from './agents.service.ts';
import { setSessionCookie } from './session-cookie.ts';
import { SetupDto } from './session.dto.ts';
import { SetUpService } from './set-up.service.ts';

@Controller('api/setup')
@Public()
export class SetUpController {
  constructor(
    private readonly setUp: SetUpService,
    private readonly agents: AgentsService,
    private readonly organisation: OrganisationService,
    private readonly config: AppConfig,
  ) {}

  @Get()
  async show(): Promise<SetupState> {
    const organisation = await this.organisation.find();
    return {
      needed: await this.setUp.isNeeded(),
      organisation: organisation?.name ?? null,
      isDemo: this.config.demo,
    };
  }

  @Post()
  async create(
    @Body() body: SetupDto,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const { agentId, token } = await this.setUp.setUp(body, userAgent ?? '');
    setSessionCookie(response, token, this.config);
    return presentMe(await this.agents.get(agentId), await this.organisation.get());
  }
}
