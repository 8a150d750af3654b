import type { ConsentPurpose } from '@visavis/shared/agents/public-face';
import type { ConsentState, RemovalItem } from '@visavis/shared/api/consent';
import type { Page } from '@visavis/shared/api/page';
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { AgentsService } from './agents.service.ts';
import { ConsentService } from './consent.service.ts';
import { presentConsents, presentRemoval } from './consents.presenter.ts';
import { GiveConsentDto, isConsentPurpose } from './face.dto.ts';

/** What somebody lends of themselves to the public: only they decide, administrators only see what was removed. */
@Controller('api')
export class ConsentsController {
  constructor(
    private readonly consent: ConsentService,
    private readonly agents: AgentsService,
  ) {}

  @Get('me/consents')
  @Requires('profile.editOwn')
  async show(@CurrentAgent() me: SignedInAgent): Promise<ConsentState> {
    const [history, removals] = await Promise.all([
      this.consent.history(me.agentId),
      this.consent.removals(me.agentId),
    ]);
    return presentConsents(history, removals);
  }

  /** Agreeing to less than before takes the rest back. */
  @Put('me/consents/:purpose')
  @Requires('profile.editOwn')
  async give(
    @CurrentAgent() me: SignedInAgent,
    @Param('purpose') purpose: string,
    @Body() body: GiveConsentDto,
  ): Promise<ConsentState> {
    await this.consent.give(me.agentId, { ...body, purpose: knownPurpose(purpose) });
    return this.show(me);
  }

  @Delete('me/consents/:purpose')
  @Requires('profile.editOwn')
  @HttpCode(200)
  async withdraw(
    @CurrentAgent() me: SignedInAgent,
    @Param('purpose') purpose: string,
  ): Promise<ConsentState> {
    await this.consent.withdraw(me.agentId, [knownPurpose(purpose)]);
    return this.show(me);
  }

  /** All of them with one click. */
  @Delete('me/consents')
  @Requires('profile.editOwn')
  @HttpCode(200)
  async withdrawAll(@CurrentAgent() me: SignedInAgent): Promise<ConsentState> {
    await this.consent.withdraw(me.agentId);
    return this.show(me);
  }

  /** The proof of what withdrawals have removed, also after somebody left. */
  @Get('agents/:id/removals')
  @Requires('people.manage')
  async removals(@Param('id', ParseIdPipe) id: string): Promise<Page<RemovalItem>> {
    const { id: agentId } = await this.agents.get(id);
    return onePage((await this.consent.removals(agentId)).map(presentRemoval));
  }
}

function knownPurpose(text: string): ConsentPurpose {
  if (!isConsentPurpose(text)) throw new DomainError('not-found', {}, 'There is no such purpose.');
  return text;
}
