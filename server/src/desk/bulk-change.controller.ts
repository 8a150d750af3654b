import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { BulkChangeAnswer, UndoBulkAnswer } from '@visavis/shared/api/hand-over';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { BulkChangeRequestDto, changeOf, UndoBulkDto } from './bulk-change.dto.ts';
import { BulkChangeService } from './bulk-change.service.ts';
import { BulkUndoService } from './bulk-undo.service.ts';

/** What people do to many conversations at once. The rows come back as pushes. */
@Controller('api/conversations/bulk')
export class BulkChangeController {
  constructor(
    private readonly changes: BulkChangeService,
    private readonly undone: BulkUndoService,
  ) {}

  /** Changes what may be changed and says which could not be, and why. */
  @Post()
  @HttpCode(200)
  @Requires('conversation.write')
  change(
    @CurrentAgent() agent: SignedInAgent,
    @Body() request: BulkChangeRequestDto,
  ): Promise<BulkChangeAnswer> {
    return this.changes.change(agent, request.ids, changeOf(request));
  }

  /** Within an hour, once, and only where nothing has happened since; 409 `undo-too-late` otherwise. */
  @Post('undo')
  @HttpCode(200)
  @Requires('conversation.write')
  undo(@CurrentAgent() agent: SignedInAgent, @Body() { undoToken }: UndoBulkDto): Promise<UndoBulkAnswer> {
    return this.undone.undo(agent, undoToken);
  }
}
