import { Body, Controller, Delete, HttpCode, HttpStatus, Param, Patch, Post } from '@nestjs/common';
import type {
  PreviewReplyAnswer,
  ReplyStateAnswer,
  SendReplyAnswer,
  UndoReplyAnswer,
} from '@visavis/shared/api/replies';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ChangeReplyService } from './change-reply.service.ts';
import { EditReplyDto, PreviewReplyDto, SendReplyDto } from './replies.dto.ts';
import { SendReplyService } from './send-reply.service.ts';
import { UndoReplyService } from './undo-reply.service.ts';

@Controller('api')
@Requires('conversation.reply')
export class RepliesController {
  constructor(
    private readonly sending: SendReplyService,
    private readonly undoing: UndoReplyService,
    private readonly changing: ChangeReplyService,
  ) {}

  /** Takes a reply into the outbox: held for undoing, then delivered. A known key is answered as the first time. */
  @Post('conversations/:id/replies')
  @HttpCode(HttpStatus.ACCEPTED)
  send(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: SendReplyDto,
  ): Promise<SendReplyAnswer> {
    return this.sending.send(agent, id, request);
  }

  /** Exactly what the network would show, and how long that is there. */
  @Post('conversations/:id/replies/preview')
  @HttpCode(HttpStatus.OK)
  preview(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: PreviewReplyDto,
  ): Promise<PreviewReplyAnswer> {
    return this.sending.preview(agent, id, request);
  }

  /** Takes a reply back while it is held; the text is a draft again. */
  @Delete('replies/:messageId')
  undo(
    @CurrentAgent() agent: SignedInAgent,
    @Param('messageId', ParseIdPipe) messageId: string,
  ): Promise<UndoReplyAnswer> {
    return this.undoing.undo(agent, messageId);
  }

  /** Tries a failed or waiting delivery now. */
  @Post('replies/:messageId/retry')
  @HttpCode(HttpStatus.ACCEPTED)
  retry(
    @CurrentAgent() agent: SignedInAgent,
    @Param('messageId', ParseIdPipe) messageId: string,
  ): Promise<ReplyStateAnswer> {
    return this.changing.retry(agent, messageId);
  }

  /** Other words: sent in the place of a failed reply, or edited on the network. Only its author may. */
  @Patch('replies/:messageId')
  @HttpCode(HttpStatus.ACCEPTED)
  edit(
    @CurrentAgent() agent: SignedInAgent,
    @Param('messageId', ParseIdPipe) messageId: string,
    @Body() request: EditReplyDto,
  ): Promise<ReplyStateAnswer> {
    return this.changing.edit(agent, messageId, request);
  }

  /** Takes a published reply down from its network, or gives up one that is not published. */
  @Post('replies/:messageId/delete')
  @HttpCode(HttpStatus.ACCEPTED)
  withdraw(
    @CurrentAgent() agent: SignedInAgent,
    @Param('messageId', ParseIdPipe) messageId: string,
  ): Promise<ReplyStateAnswer> {
    return this.changing.withdraw(agent, messageId);
  }
}
