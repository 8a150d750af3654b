import { Controller, Get, Query } from '@nestjs/common';
import type { TeamBoard } from '@visavis/shared/api/team-board';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { TeamBoardService } from './team-board.service.ts';

@Controller('api/team-board')
@Requires('team.lead')
export class TeamBoardController {
  constructor(private readonly board: TeamBoardService) {}

  /** 404 without a team, 403 for a team that one does not lead. */
  @Get()
  read(
    @CurrentAgent() agent: SignedInAgent,
    @Query('teamId', ParseIdPipe) teamId: string,
  ): Promise<TeamBoard> {
    return this.board.read(agent, teamId);
  }
}
