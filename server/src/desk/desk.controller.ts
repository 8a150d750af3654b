import { Body, Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { DeskAnswer, MessageItem } from '@visavis/shared/api/conversations';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { AddNoteDto, NoAnswerNeededDto, PatchConversationDto, SetMutedDto, SetSpamDto } from './desk.dto.ts';
import { presentDesk } from './desk.presenter.ts';
import { DeskService } from './desk.service.ts';
import { MuteAuthorService } from './mute-author.service.ts';
import { NoAnswerService } from './no-answer.service.ts';
import { NotesService } from './notes.service.ts';

/** What people do to a conversation. The row as a whole comes back as a push. */
@Controller('api/conversations/:id')
export class DeskController {
  constructor(
    private readonly desk: DeskService,
    private readonly notes: NotesService,
    private readonly noAnswers: NoAnswerService,
    private readonly authors: MuteAuthorService,
  ) {}

  /** 409 `version-conflict` when status, assignee, team or snooze changed since `version`. */
  @Patch()
  @Requires('conversation.write')
  async patch(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: PatchConversationDto,
  ): Promise<DeskAnswer> {
    return presentDesk(await this.desk.patch(agent, id, request));
  }

  /** Takes it if nobody has it; 409 `already-claimed` with who was faster. */
  @Post('claim')
  @HttpCode(200)
  @Requires('conversation.write')
  async claim(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
  ): Promise<DeskAnswer> {
    return presentDesk(await this.desk.claim(agent, id));
  }

  /** Gives it back; placement passes over whoever did. */
  @Post('release')
  @HttpCode(200)
  @Requires('conversation.write')
  async release(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
  ): Promise<DeskAnswer> {
    return presentDesk(await this.desk.release(agent, id));
  }

  /** What waits needs no answer: the clock ends, counted apart from met and missed. */
  @Post('no-answer-needed')
  @HttpCode(200)
  @Requires('note.write')
  async needsNoAnswer(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: NoAnswerNeededDto,
  ): Promise<DeskAnswer> {
    return presentDesk(await this.noAnswers.decide(agent, id, request));
  }

  /** Takes that back, and what was recognised as a thank-you: the clock runs since the same moment as before. */
  @Delete('no-answer-needed')
  @Requires('note.write')
  async needsAnAnswer(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
  ): Promise<DeskAnswer> {
    return presentDesk(await this.noAnswers.takeBack(agent, id));
  }

  @Post('notes')
  @Requires('note.write')
  addNote(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: AddNoteDto,
  ): Promise<MessageItem> {
    return this.notes.add(agent, id, request);
  }

  /** The conversation was opened: read, and its mentions of the reader seen. */
  @Post('read')
  @HttpCode(204)
  @Requires('conversation.write')
  async markRead(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.notes.markRead(agent, id);
  }

  @Post('spam')
  @HttpCode(200)
  @Requires('conversation.moderate')
  async setSpam(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: SetSpamDto,
  ): Promise<DeskAnswer> {
    return presentDesk(await this.desk.markSpam(agent, id, request.isSpam));
  }

  /** Mutes or unmutes an author who took part in this conversation. */
  @Post('mute')
  @HttpCode(204)
  @Requires('conversation.moderate')
  async setMuted(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: SetMutedDto,
  ): Promise<void> {
    await this.authors.setMuted(agent, id, request);
  }
}
