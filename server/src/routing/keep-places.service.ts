import { Injectable } from '@nestjs/common';
import { AgentsService } from '../agents/agents.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { PickUpsService } from './pick-ups.service.ts';
import { PlaceService } from './place.service.ts';

/** How late it is noticed at most that time has passed: a wait for the same face, or for an assignment to be opened. */
export const KEEP_PLACES_MS = 60_000;

/** What no fact wakes placement for: time. */
@Injectable()
export class KeepPlacesService {
  constructor(
    private readonly pickUps: PickUpsService,
    private readonly places: PlaceService,
    private readonly waiting: WaitingService,
    private readonly agents: AgentsService,
  ) {}

  async keep(): Promise<void> {
    await this.pickUps.returnUnopened();
    const teams = await this.agents.listTeams();
    const waiting = await this.waiting.teamsWithWaiting(teams.map(({ id }) => id));
    for (const teamId of waiting) await this.places.place(teamId);
  }
}
