import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Put } from '@nestjs/common';
import type { Draft } from '@visavis/shared/api/conversations';
import type { DraftAnswer } from '@visavis/shared/api/replies';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentDraft } from './draft.presenter.ts';
import { DraftsService } from './drafts.service.ts';
import { SaveDraftDto } from './replies.dto.ts';

/** One's own draft in one conversation. */
@Controller('api/conversations/:id/draft')
@Requires('conversation.reply')
export class DraftsController {
  constructor(private readonly drafts: DraftsService) {}

  @Get()
  async show(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
  ): Promise<DraftAnswer> {
    const draft = await this.drafts.find(agent, id);
    return { draft: draft === null ? null : presentDraft(draft) };
  }

  @Put()
  async save(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() typed: SaveDraftDto,
  ): Promise<Draft> {
    return presentDraft(await this.drafts.save(agent, id, typed));
  }

  @Delete()
  @HttpCode(HttpStatus.NO_CONTENT)
  async discard(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.drafts.discard(agent, id);
  }
}
