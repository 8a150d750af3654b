import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import type { AgentItem, PasswordLink } from '@visavis/shared/api/agents';
import type { Page } from '@visavis/shared/api/page';
import { can } from '@visavis/shared/permissions';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import type { AgentRecord } from './agent.types.ts';
import { CreateAgentDto, UpdateAgentDto } from './agents.dto.ts';
import { presentAgent } from './agents.presenter.ts';
import { AgentsService } from './agents.service.ts';
import { ManageAgentsService } from './manage-agents.service.ts';
import { PasswordsService } from './passwords.service.ts';
import { Workloads } from './workloads.ts';

@Controller('api/agents')
export class AgentsController {
  constructor(
    private readonly agents: AgentsService,
    private readonly manage: ManageAgentsService,
    private readonly passwords: PasswordsService,
    private readonly workloads: Workloads,
  ) {}

  @Get()
  @Requires('people.read')
  async list(@CurrentAgent() me: SignedInAgent): Promise<Page<AgentItem>> {
    return onePage(await this.present(await this.agents.list(), can(me, 'people.manage')));
  }

  @Post()
  @Requires('people.manage')
  async create(@Body() body: CreateAgentDto): Promise<AgentItem> {
    return this.presentOne(await this.manage.create(body));
  }

  @Patch(':id')
  @Requires('people.manage')
  async update(
    @CurrentAgent() me: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() body: UpdateAgentDto,
  ): Promise<AgentItem> {
    return this.presentOne(await this.manage.update(id, body, me.agentId));
  }

  @Post(':id/password-link')
  @Requires('people.manage')
  async createPasswordLink(
    @CurrentAgent() me: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
  ): Promise<PasswordLink> {
    const { expiresAt, ...link } = await this.passwords.createLink(id, me.agentId);
    return { ...link, expiresAt: expiresAt.toISOString() };
  }

  private async present(agents: readonly AgentRecord[], showsEmail: boolean): Promise<AgentItem[]> {
    const workloadOf = await this.workloads.of(agents.map(({ id }) => id));
    return agents.map((agent) => presentAgent(agent, workloadOf(agent.id), showsEmail));
  }

  private async presentOne(agent: AgentRecord): Promise<AgentItem> {
    const workloadOf = await this.workloads.of([agent.id]);
    return presentAgent(agent, workloadOf(agent.id), true);
  }
}
