import { Injectable } from '@nestjs/common';
import { AgentsService } from '../agents/agents.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { Clock } from '../platform/clock.ts';
import type { AddOptions } from '../platform/queue/job-queue.ts';
import { nextTurn } from '../platform/queue/next-turn.ts';
import { PickUpsService } from './pick-ups.service.ts';
import { PlaceService } from './place.service.ts';

/** How late it is noticed at most that a wait for the same face is over. */
export const KEEP_PLACES_MS = 60_000;

/** What no fact wakes placement for: time. */
@Injectable()
export class KeepPlacesService {
  constructor(
    private readonly pickUps: PickUpsService,
    private readonly places: PlaceService,
    private readonly waiting: WaitingService,
    private readonly agents: AgentsService,
    private readonly clock: Clock,
  ) {}

  /** When something unopened goes back before the next sweep; null when nothing does. */
  async nextTurn(): Promise<AddOptions | null> {
    const now = this.clock.now();
    const at = await this.pickUps.nextReturn(now, new Date(now.getTime() + KEEP_PLACES_MS));
    return at === null ? null : nextTurn(at, now);
  }

  async keep(): Promise<void> {
    await this.pickUps.returnUnopened();
    const teams = await this.agents.listTeams();
    const waiting = await this.waiting.teamsWithWaiting(teams.map(({ id }) => id));
    for (const teamId of waiting) await this.places.place(teamId);
  }
}
