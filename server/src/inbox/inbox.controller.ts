import { Controller, Get, Param, Query } from '@nestjs/common';
import type {
  ConversationCounts,
  ConversationDetail,
  ConversationItem,
  MessageItem,
} from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { CursorQueryDto } from '../platform/http/page-query.dto.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ConversationQueryDto } from './inbox.dto.ts';
import { InboxService } from './inbox.service.ts';

/** What screens read of conversations; what people do to them is in `desk` and `replies`. */
@Controller('api/conversations')
@Requires('conversation.read')
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  @Get()
  list(
    @CurrentAgent() agent: SignedInAgent,
    @Query() query: ConversationQueryDto,
  ): Promise<Page<ConversationItem>> {
    return this.inbox.list(agent, query);
  }

  /** The number beside every view, team and channel, of what is not closed. */
  @Get('counts')
  counts(@CurrentAgent() agent: SignedInAgent): Promise<ConversationCounts> {
    return this.inbox.counts(agent);
  }

  @Get(':id')
  detail(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
  ): Promise<ConversationDetail> {
    return this.inbox.detail(agent, id);
  }

  @Get(':id/messages')
  messages(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Query() query: CursorQueryDto,
  ): Promise<Page<MessageItem>> {
    return this.inbox.olderMessages(agent, id, query.cursor);
  }
}
