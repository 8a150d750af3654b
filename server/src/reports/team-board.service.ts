import { Injectable } from '@nestjs/common';
import type { TeamBoard } from '@visavis/shared/api/team-board';
import { can } from '@visavis/shared/permissions';
import { DAY_MS, zoneClock } from '@visavis/shared/sla/zone-clock';
import { AgentsService } from '../agents/agents.service.ts';
import { InboxService } from '../inbox/inbox.service.ts';
import { VisibleTeamsService } from '../inbox/visible-teams.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentTeamBoard } from './team-board.presenter.ts';
import { TeamBoardRepository } from './team-board.repository.ts';

const MOST_OPEN = 50;
const MOST_WAITING = 100;

/** Who of a team is here and what each has open now; for its leads and administrators. */
@Injectable()
export class TeamBoardService {
  constructor(
    private readonly repository: TeamBoardRepository,
    private readonly agents: AgentsService,
    private readonly inbox: InboxService,
    private readonly visible: VisibleTeamsService,
    private readonly organisation: OrganisationService,
    private readonly realtime: RealtimeServer,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` for no team, `forbidden` for a team that one does not lead */
  async read(agent: SignedInAgent, teamId: string): Promise<TeamBoard> {
    const team = await this.agents.team(teamId);
    if (!can(agent, 'team.lead', { teamId, teamClosed: team.isClosed })) throw new DomainError('forbidden');
    const now = this.clock.now();
    const { timeZone } = await this.organisation.get();
    const day = dayOf(now, timeZone);
    const visible = await this.visible.visibleTo(agent);
    const [people, waiting, shifts, absences, screens] = await Promise.all([
      this.repository.people(teamId, visible, MOST_OPEN),
      this.repository.waiting(teamId, MOST_WAITING),
      this.repository.shifts(teamId, day.from, day.to),
      this.repository.absences(teamId, now),
      this.realtime.agentsIn('all'),
    ]);
    const items = await this.inbox.items([
      ...people.flatMap(({ openIds }) => openIds),
      ...waiting.map(({ id }) => id),
    ]);
    const present = new Set(screens.map(({ agentId }) => agentId));
    return presentTeamBoard({ now, team, day, people, waiting, shifts, absences, items, present });
  }
}

/** From midnight to midnight on the organisation's clock; 23 or 25 hours when clocks change. */
function dayOf(now: Date, timeZone: string): { from: Date; to: Date } {
  const clock = zoneClock(timeZone);
  const midnight = clock.dayAt(now.getTime()) * DAY_MS;
  return { from: new Date(clock.instantOf(midnight)), to: new Date(clock.instantOf(midnight + DAY_MS)) };
}
