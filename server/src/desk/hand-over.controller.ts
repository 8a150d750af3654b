import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type {
  BulkHandOverSummary,
  ColleagueSuggestion,
  HandOverAnswer,
  UndoHandOversAnswer,
} from '@visavis/shared/api/hand-over';
import type { Page } from '@visavis/shared/api/page';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentDesk } from './desk.presenter.ts';
import { BulkHandOverDto, HandOverDto, UndoHandOversDto } from './hand-over.dto.ts';
import { HandOverManyService } from './hand-over-many.service.ts';
import { HandOverService } from './hand-over.service.ts';
import { SuggestColleaguesService } from './suggest-colleagues.service.ts';
import { UndoHandOverService } from './undo-hand-over.service.ts';

/** Work changes hands, with a card that carries the words of a person: like a note, nothing for a program. */
@Controller('api')
export class HandOverController {
  constructor(
    private readonly one: HandOverService,
    private readonly many: HandOverManyService,
    private readonly undone: UndoHandOverService,
    private readonly colleagues: SuggestColleaguesService,
  ) {}

  /** Who could take it, the likeliest first, each with why. */
  @Get('conversations/:id/colleagues')
  @Requires('conversation.read')
  async suggest(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
  ): Promise<Page<ColleagueSuggestion>> {
    return onePage(await this.colleagues.suggest(agent, id));
  }

  /** To a person or a team; 409 `version-conflict` when status, assignee, team or snooze changed since `version`. */
  @Post('conversations/:id/hand-over')
  @HttpCode(200)
  @Requires('note.write')
  async handOver(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: HandOverDto,
  ): Promise<HandOverAnswer> {
    const { state, handOver } = await this.one.handOver(agent, id, request);
    return { conversation: presentDesk(state), handOver };
  }

  /** Everything somebody has, or what is named: one's own, or that of a team one leads. */
  @Post('hand-overs')
  @HttpCode(200)
  @Requires('note.write')
  handOverMany(
    @CurrentAgent() agent: SignedInAgent,
    @Body() request: BulkHandOverDto,
  ): Promise<BulkHandOverSummary> {
    return this.many.handOver(agent, request);
  }

  /** Takes back one's own hand-overs to which nothing has happened since. */
  @Post('hand-overs/undo')
  @HttpCode(200)
  @Requires('note.write')
  undo(
    @CurrentAgent() agent: SignedInAgent,
    @Body() { ids }: UndoHandOversDto,
  ): Promise<UndoHandOversAnswer> {
    return this.undone.undo(agent, [...new Set(ids)]);
  }
}
