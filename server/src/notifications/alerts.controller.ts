import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type {
  AlertCallResult,
  AlertRuleItem,
  AlertWebhookItem,
  CreatedAlertWebhook,
} from '@visavis/shared/api/alerts';
import type { Page } from '@visavis/shared/api/page';
import { can } from '@visavis/shared/permissions';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { AlertRulesService } from './alert-rules.service.ts';
import { AlertWebhooksService } from './alert-webhooks.service.ts';
import { SaveAlertRuleDto, SaveAlertWebhookDto } from './alerts.dto.ts';
import { presentWebhook } from './alerts.presenter.ts';

/** Who is told when clocks warn or are late or channels are in trouble, and the systems outside that are called. */
@Controller('api')
export class AlertsController {
  constructor(
    private readonly rules: AlertRulesService,
    private readonly webhooks: AlertWebhooksService,
  ) {}

  /** Those for every team, and those of one's own. */
  @Get('alert-rules')
  @Requires('team.lead')
  async list(@CurrentAgent() agent: SignedInAgent): Promise<Page<AlertRuleItem>> {
    return onePage(await this.rules.list(agent));
  }

  @Post('alert-rules')
  @Requires('team.lead')
  create(@CurrentAgent() agent: SignedInAgent, @Body() request: SaveAlertRuleDto): Promise<AlertRuleItem> {
    return this.rules.create(agent, request);
  }

  /** 409 `version-conflict` with the rule as it is when somebody saved meanwhile. */
  @Put('alert-rules/:id')
  @Requires('team.lead')
  save(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: SaveAlertRuleDto,
  ): Promise<AlertRuleItem> {
    return this.rules.save(agent, id, request);
  }

  @Delete('alert-rules/:id')
  @HttpCode(204)
  @Requires('team.lead')
  remove(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    return this.rules.remove(agent, id);
  }

  /** To choose from; only administrators see the addresses. */
  @Get('alert-webhooks')
  @Requires('team.lead')
  async listWebhooks(@CurrentAgent() agent: SignedInAgent): Promise<Page<AlertWebhookItem>> {
    const isWhole = can(agent, 'organisation.manage');
    return onePage((await this.webhooks.list()).map((row) => presentWebhook(row, isWhole)));
  }

  /** The secret is in this answer and in no other. */
  @Post('alert-webhooks')
  @Requires('organisation.manage')
  createWebhook(@Body() request: SaveAlertWebhookDto): Promise<CreatedAlertWebhook> {
    return this.webhooks.create(request);
  }

  @Put('alert-webhooks/:id')
  @Requires('organisation.manage')
  async saveWebhook(
    @Param('id', ParseIdPipe) id: string,
    @Body() request: SaveAlertWebhookDto,
  ): Promise<AlertWebhookItem> {
    return presentWebhook(await this.webhooks.save(id, request), true);
  }

  /** 409 `conflict` while a rule uses it. */
  @Delete('alert-webhooks/:id')
  @HttpCode(204)
  @Requires('organisation.manage')
  removeWebhook(@Param('id', ParseIdPipe) id: string): Promise<void> {
    return this.webhooks.remove(id);
  }

  /** Another secret; the one before signs nothing any more. */
  @Post('alert-webhooks/:id/secret')
  @HttpCode(200)
  @Requires('organisation.manage')
  renewSecret(@Param('id', ParseIdPipe) id: string): Promise<CreatedAlertWebhook> {
    return this.webhooks.renewSecret(id);
  }

  /** Calls it once and says what came of it. */
  @Post('alert-webhooks/:id/test')
  @HttpCode(200)
  @Requires('organisation.manage')
  test(@Param('id', ParseIdPipe) id: string): Promise<AlertCallResult> {
    return this.webhooks.test(id);
  }
}
