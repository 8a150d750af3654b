import { Body, Controller, Param, Put } from '@nestjs/common';
import type { AvailabilityState } from '@visavis/shared/api/schedule';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentAvailability } from './agents.presenter.ts';
import { AgentsService } from './agents.service.ts';
import { AvailabilityService } from './availability.service.ts';
import { LedPeople } from './led-people.ts';
import { SetAvailabilityDto } from './schedule.dto.ts';

@Controller('api')
export class AvailabilityController {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly agents: AgentsService,
    private readonly people: LedPeople,
  ) {}

  @Put('me/availability')
  @Requires('profile.editOwn')
  async setOwn(
    @CurrentAgent() me: SignedInAgent,
    @Body() body: SetAvailabilityDto,
  ): Promise<AvailabilityState> {
    return this.set(me.agentId, body);
  }

  @Put('agents/:id/availability')
  @Requires('team.lead')
  async setOf(
    @CurrentAgent() me: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() body: SetAvailabilityDto,
  ): Promise<AvailabilityState> {
    await this.people.assertLed(me, id, 'team.lead');
    return this.set(id, body);
  }

  private async set(agentId: string, body: SetAvailabilityDto): Promise<AvailabilityState> {
    await this.availability.setByHand(agentId, body);
    return presentAvailability(await this.agents.get(agentId));
  }
}
