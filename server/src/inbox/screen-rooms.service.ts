import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Permitted } from '@visavis/shared/permissions';
import { Workloads } from '../agents/workloads.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import type { SocketContext } from '../platform/realtime/socket-context.ts';
import { AgentStatesRepository } from './agent-states.repository.ts';
import { FigurePushesService } from './figure-pushes.service.ts';
import { VisibleTeamsRepository } from './visible-teams.repository.ts';

const NOBODY: Permitted = { role: 'agent', teamIds: [] };

/** Rooms that follow from role and teams; those of conversations follow from what somebody looks at. */
const isByRight = (room: string): boolean =>
  room.startsWith('team:') || room === 'leads' || room === 'admins';

/**
 * Who is in which room: `all`, `leads` (administrators too), `admins`, and `team:<id>` of one's own teams. Whose role or teams
 * change is disconnected: the screen comes back by itself, with the right rooms and everything read again.
 */
@Injectable()
export class ScreenRoomsService implements OnApplicationBootstrap {
  constructor(
    private readonly realtime: RealtimeServer,
    private readonly teams: VisibleTeamsRepository,
    private readonly states: AgentStatesRepository,
    private readonly figures: FigurePushesService,
    private readonly workloads: Workloads,
  ) {}

  onApplicationBootstrap(): void {
    this.realtime.onConnect((screen) => this.welcome(screen));
    this.realtime.onDisconnect(async (screen) => {
      // It is still in its rooms until the turn ends.
      await nextTurn();
      this.figures.agentsChanged([screen.agent.agentId]);
    });
    this.workloads.provide(async (agentIds) => {
      const [states, present] = await Promise.all([this.states.of(agentIds), this.presentAgents()]);
      return new Map(
        states.map(({ agentId, openCount, load }) => [
          agentId,
          { openCount, load, isPresent: present.has(agentId) },
        ]),
      );
    });
  }

  /** Compares the rooms of these people's screens with their role and teams as they are now. */
  async reconsider(agentIds: readonly string[]): Promise<void> {
    const connected: string[] = agentIds.filter((id) => this.realtime.mayHaveScreens(`agent:${id}`));
    if (connected.length === 0) return;
    const seen = new Map((await this.teams.seenBy(connected)).map((one) => [one.agentId, one]));
    for (const agentId of connected) {
      const wanted = roomsOf(seen.get(agentId) ?? NOBODY);
      const screens = await this.realtime.screensIn(`agent:${agentId}`);
      const differs = screens.some(({ rooms }) => !isSame(new Set([...rooms].filter(isByRight)), wanted));
      if (differs) this.realtime.disconnectAgent(agentId);
    }
  }

  /** No question to the database: until a screen is in its rooms it misses pushes. */
  private async welcome(screen: SocketContext): Promise<void> {
    await screen.join(['all', ...roomsOf(screen.agent)]);
    this.figures.agentsChanged([screen.agent.agentId]);
  }

  private async presentAgents(): Promise<Set<string>> {
    return new Set((await this.realtime.screensIn('all')).map(({ agentId }) => agentId));
  }
}

function roomsOf({ role, teamIds }: Permitted): Set<string> {
  const rooms = teamIds.map((id) => `team:${id}`);
  if (role !== 'agent') rooms.push('leads');
  if (role === 'admin') rooms.push('admins');
  return new Set(rooms);
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((value) => other.has(value));
}
