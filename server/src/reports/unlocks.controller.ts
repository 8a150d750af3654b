import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Page } from '@visavis/shared/api/page';
import type { UnlockedFigures, UnlockItem, UnlockOnMe } from '@visavis/shared/api/unlocks';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { AskUnlockDto, DecideUnlockDto } from './unlocks.dto.ts';
import { UnlocksService } from './unlocks.service.ts';

/** Figures of single people, with two people's consent and for some hours. For people: no scope of a program contains it. */
@Controller('api/report-unlocks')
export class UnlocksController {
  constructor(private readonly unlocks: UnlocksService) {}

  @Get()
  @Requires('team.lead')
  async list(@CurrentAgent() agent: SignedInAgent): Promise<Page<UnlockItem>> {
    return onePage(await this.unlocks.list(agent));
  }

  /** Who was allowed to see one's own figures, and when they looked. */
  @Get('mine')
  @Requires('profile.editOwn')
  async onMe(@CurrentAgent() agent: SignedInAgent): Promise<Page<UnlockOnMe>> {
    return onePage(await this.unlocks.onMe(agent));
  }

  @Post()
  @Requires('team.lead')
  ask(@CurrentAgent() agent: SignedInAgent, @Body() body: AskUnlockDto): Promise<UnlockItem> {
    return this.unlocks.ask(agent, body);
  }

  /** Agrees or refuses; never by whoever asked. */
  @Post(':id/decision')
  @HttpCode(200)
  @Requires('people.manage')
  decide(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() { isApproved }: DecideUnlockDto,
  ): Promise<UnlockItem> {
    return this.unlocks.decide(agent, id, isApproved);
  }

  /** Shows the figures, and keeps that they were shown. */
  @Post(':id/looks')
  @HttpCode(200)
  @Requires('team.lead')
  look(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<UnlockedFigures> {
    return this.unlocks.look(agent, id);
  }

  /** Takes a wish back, or ends a look before its time. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('team.lead')
  end(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    return this.unlocks.end(agent, id);
  }
}
