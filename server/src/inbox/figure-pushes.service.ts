import { Injectable } from '@nestjs/common';
import { AgentsService } from '../agents/agents.service.ts';
import { Clock } from '../platform/clock.ts';
import { Logger } from '../platform/logger.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import { AgentStatesRepository } from './agent-states.repository.ts';
import { CountsRepository } from './counts.repository.ts';
import { Paced } from './paced.ts';
import { rollUp, tallyCounts } from './tally-counts.ts';
import { VisibleTeamsRepository } from './visible-teams.repository.ts';

const COUNTS_MS = 500;
const AGENTS_MS = 500;
const REPORT_MS = 1_000;

/** Pushes numbers: counts beside views, the state of colleagues, and that the live report is out of date. */
@Injectable()
export class FigurePushesService {
  private readonly counts: Paced;
  private readonly agents: Paced;
  private readonly reports: Paced;

  constructor(
    private readonly counted: CountsRepository,
    private readonly teams: VisibleTeamsRepository,
    private readonly states: AgentStatesRepository,
    private readonly people: AgentsService,
    private readonly realtime: RealtimeServer,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    this.counts = this.paced(COUNTS_MS, () => this.pushCounts());
    this.agents = this.paced(AGENTS_MS, (ids) => this.pushAgents(ids));
    this.reports = this.paced(REPORT_MS, async () => {
      for (const report of ['live', 'teamBoard'] as const)
        this.realtime.push(['leads'], { type: 'report.stale', report });
      this.realtime.pushToDisplays({ type: 'report.stale', report: 'live' });
    });
  }

  /** Something that is counted has changed. Returns at once. */
  changed(): void {
    this.offer(this.counts);
    this.offer(this.reports);
  }

  /** Availability, presence or the number of open conversations of these people. Returns at once. */
  agentsChanged(agentIds: readonly string[]): void {
    this.offer(this.agents, agentIds);
    this.offer(this.reports);
  }

  async flush(): Promise<void> {
    for (const paced of [this.counts, this.agents, this.reports]) await paced.flush();
  }

  stop(): void {
    for (const paced of [this.counts, this.agents, this.reports]) paced.stop();
  }

  private paced(intervalMs: number, deliver: (ids: string[]) => Promise<void>): Paced {
    return new Paced(intervalMs, (gathered) => deliver([...(gathered.get('all') ?? [])]), this.onFault);
  }

  private offer(paced: Paced, ids: readonly string[] = []): void {
    paced.offer(new Map([['all', new Set(ids)]])).catch(this.onFault);
  }

  private readonly onFault = (error: unknown): void =>
    this.logger.warn('Screens could not be told of new figures.', { err: error });

  /** One grouped query for everybody who is connected. */
  private async pushCounts(): Promise<void> {
    const agentIds = [...new Set((await this.realtime.screensIn('all')).map(({ agentId }) => agentId))];
    if (agentIds.length === 0) return;
    const [groups, mentions, seen] = await Promise.all([
      this.counted.groups(this.clock.now()),
      this.counted.mentions(agentIds),
      this.teams.seenBy(agentIds),
    ]);
    const rolledUp = rollUp(groups, mentions);
    for (const { agentId, teamIds, visibleTeamIds } of seen) {
      const viewer = { agentId, teamIds, visibleTeamIds: new Set(visibleTeamIds) };
      this.realtime.push([`agent:${agentId}`], {
        type: 'counts.changed',
        counts: tallyCounts(rolledUp, viewer),
      });
    }
  }

  private async pushAgents(agentIds: readonly string[]): Promise<void> {
    if (!this.realtime.mayHaveScreens('all')) return;
    const present = new Set((await this.realtime.screensIn('all')).map(({ agentId }) => agentId));
    const [reasons, identities] = await Promise.all([
      this.people.availabilityOf(agentIds),
      this.people.identities(agentIds),
    ]);
    for (const { agentId, availability, openCount, load } of await this.states.of(agentIds)) {
      const availabilityState = reasons.get(agentId);
      if (availabilityState === undefined) continue;
      const isPresent = present.has(agentId);
      this.realtime.push(['all'], {
        type: 'agent.changed',
        agentId,
        isPresent,
        availability,
        availabilityState,
        openCount,
        load,
        avatarUrl: this.people.faceUrl(agentId, identities.get(agentId)?.faceVersion ?? 0),
      });
    }
  }
}
