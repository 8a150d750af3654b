import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import type { NoticeCount, NoticeItem, NoticeSettings } from '@visavis/shared/api/notices';
import type { Page } from '@visavis/shared/api/page';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { PageQueryDto } from '../platform/http/page-query.dto.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { NoticeSettingsService } from './notice-settings.service.ts';
import { MarkNoticesSeenDto, SaveNoticeSettingsDto } from './notices.dto.ts';
import { NoticesService } from './notices.service.ts';

/** What the one who is signed in is told of, and how. Nobody reads anybody else's. */
@Controller('api')
@Requires('profile.editOwn')
export class NoticesController {
  constructor(
    private readonly notices: NoticesService,
    private readonly settings: NoticeSettingsService,
  ) {}

  /** The newest first. */
  @Get('notices')
  list(@CurrentAgent() agent: SignedInAgent, @Query() query: PageQueryDto): Promise<Page<NoticeItem>> {
    return this.notices.list(agent.agentId, query);
  }

  @Get('notices/count')
  count(@CurrentAgent() agent: SignedInAgent): Promise<NoticeCount> {
    return this.notices.count(agent.agentId);
  }

  /** Those named, those of a conversation, or all of them; answers what is still new. */
  @Post('notices/seen')
  @HttpCode(200)
  markSeen(@CurrentAgent() agent: SignedInAgent, @Body() request: MarkNoticesSeenDto): Promise<NoticeCount> {
    return this.notices.markSeen(agent.agentId, request);
  }

  /** How one is told of each kind. */
  @Get('me/notice-settings')
  showSettings(@CurrentAgent() agent: SignedInAgent): Promise<NoticeSettings> {
    return this.settings.of(agent.agentId);
  }

  /** Holds for what happens from now on. */
  @Put('me/notice-settings')
  saveSettings(
    @CurrentAgent() agent: SignedInAgent,
    @Body() request: SaveNoticeSettingsDto,
  ): Promise<NoticeSettings> {
    return this.settings.save(agent.agentId, request);
  }
}
