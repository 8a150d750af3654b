import { Body, Controller, Get, HttpCode, Ip, Patch, Post } from '@nestjs/common';
import type { Me } from '@visavis/shared/api/session';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { CurrentAgent, Public, Requires } from '../platform/http/decorators.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentMe } from './agents.presenter.ts';
import { AgentsService } from './agents.service.ts';
import { ManageAgentsService } from './manage-agents.service.ts';
import { PasswordsService } from './passwords.service.ts';
import { ChangePasswordDto, ResetPasswordDto, UpdateMeDto } from './session.dto.ts';

@Controller('api')
@Requires('profile.editOwn')
export class MeController {
  constructor(
    private readonly agents: AgentsService,
    private readonly manage: ManageAgentsService,
    private readonly passwords: PasswordsService,
    private readonly organisation: OrganisationService,
  ) {}

  @Get('me')
  async show(@CurrentAgent() agent: SignedInAgent): Promise<Me> {
    return presentMe(await this.agents.get(agent.agentId), await this.organisation.get());
  }

  @Patch('me')
  async update(@CurrentAgent() agent: SignedInAgent, @Body() changes: UpdateMeDto): Promise<Me> {
    return presentMe(await this.manage.updateOwn(agent.agentId, changes), await this.organisation.get());
  }

  @Post('me/password')
  @HttpCode(204)
  async changePassword(
    @CurrentAgent() agent: SignedInAgent,
    @Body() body: ChangePasswordDto,
    @Ip() ip: string,
  ): Promise<void> {
    await this.passwords.change(agent, { ...body, ip });
  }

  @Post('password-reset')
  @Public()
  @HttpCode(204)
  async resetPassword(@Body() body: ResetPasswordDto): Promise<void> {
    await this.passwords.useLink(body.token, body.newPassword);
  }
}
