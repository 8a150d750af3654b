import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import type { Page } from '@visavis/shared/api/page';
import type { SaveAgentSkillsRequest, SkillItem, SkillUses } from '@visavis/shared/api/schedule';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { AgentsService } from './agents.service.ts';
import { SaveAgentSkillsDto, SaveSkillDto, UpdateSkillDto } from './schedule.dto.ts';
import { SkillsService } from './skills.service.ts';

@Controller('api')
export class SkillsController {
  constructor(
    private readonly skills: SkillsService,
    private readonly agents: AgentsService,
  ) {}

  @Get('skills')
  @Requires('people.read')
  async list(): Promise<Page<SkillItem>> {
    return onePage(await this.skills.list());
  }

  /** What deleting it touches. */
  @Get('skills/:id/uses')
  @Requires('skill.manage')
  async uses(@Param('id', ParseIdPipe) id: string): Promise<SkillUses> {
    return this.skills.uses(id);
  }

  @Post('skills')
  @Requires('skill.manage')
  async create(@Body() body: SaveSkillDto): Promise<SkillItem> {
    return this.skills.create(body);
  }

  @Patch('skills/:id')
  @Requires('skill.manage')
  async update(@Param('id', ParseIdPipe) id: string, @Body() body: UpdateSkillDto): Promise<SkillItem> {
    return this.skills.update(id, body);
  }

  @Delete('skills/:id')
  @Requires('skill.manage')
  @HttpCode(204)
  async delete(@Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.skills.delete(id);
  }

  /** The whole of what somebody can do; answers with what is kept. */
  @Put('agents/:id/skills')
  @Requires('skill.manage')
  async save(
    @CurrentAgent() me: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() body: SaveAgentSkillsDto,
  ): Promise<SaveAgentSkillsRequest> {
    await this.skills.save(me, id, body);
    const { skills, languageLevels } = await this.agents.get(id);
    return { skills, languages: languageLevels };
  }
}
