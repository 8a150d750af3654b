import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import type { TeamItem } from '@visavis/shared/api/agents';
import type { Page } from '@visavis/shared/api/page';
import { Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { SaveTeamDto, UpdateTeamDto } from './agents.dto.ts';
import { presentTeam } from './agents.presenter.ts';
import { TeamsService } from './teams.service.ts';

@Controller('api/teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  @Requires('people.read')
  async list(): Promise<Page<TeamItem>> {
    return onePage((await this.teams.list()).map(presentTeam));
  }

  @Post()
  @Requires('team.manage')
  async create(@Body() body: SaveTeamDto): Promise<TeamItem> {
    return presentTeam(await this.teams.create(body));
  }

  @Patch(':id')
  @Requires('team.manage')
  async update(@Param('id', ParseIdPipe) id: string, @Body() body: UpdateTeamDto): Promise<TeamItem> {
    return presentTeam(await this.teams.update(id, body));
  }
}
