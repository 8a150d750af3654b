import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { CreateDisplayRequest, CreatedDisplay, DisplayItem } from '@visavis/shared/api/wall';
import { can } from '@visavis/shared/permissions';
import { AgentsService } from '../agents/agents.service.ts';
import { hashToken, newToken } from '../agents/session-token.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { DisplaysRepository, type DisplayRow } from './displays.repository.ts';

/** So that a leaked token is recognised for what it is, by people and by scanners. */
const PREFIX = 'vvd_';
const TOUCH_MS = 60_000;
const LONGEST_TOKEN = 200;

/** Screens on walls and their links: leads give them for their teams, administrators for all. */
@Injectable()
export class DisplaysService implements OnApplicationBootstrap {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: DisplaysRepository,
    private readonly agents: AgentsService,
    private readonly realtime: RealtimeServer,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.realtime.admitDisplays(async (token) => (await this.recognise(token))?.id ?? null);
  }

  /** @returns null for a token that is unknown or revoked */
  async recognise(token: string): Promise<DisplayRow | null> {
    if (!token.startsWith(PREFIX) || token.length > LONGEST_TOKEN) return null;
    const found = await this.repository.findLive(hashToken(token));
    if (found === null) return null;
    const now = this.clock.now();
    if (found.lastSeenAt === null || now.getTime() - found.lastSeenAt.getTime() >= TOUCH_MS)
      await this.uow.run((tx) => this.repository.touch(tx, found.id, now));
    return found;
  }

  async list(agent: SignedInAgent): Promise<DisplayItem[]> {
    const rows = await this.repository.list(agent.role === 'admin' ? null : agent.teamIds);
    return rows.map(presentDisplay);
  }

  /** @returns the token too, which is shown once and stored nowhere. @throws DomainError `forbidden`, `not-found` */
  async create(agent: SignedInAgent, { name, teamId }: CreateDisplayRequest): Promise<CreatedDisplay> {
    this.assertMay(agent, teamId);
    const team = teamId === null ? null : await this.agents.team(teamId);
    const token = PREFIX + newToken();
    const display: DisplayRow = {
      id: newId(),
      name,
      teamId,
      teamName: team?.name ?? null,
      createdAt: this.clock.now(),
      lastSeenAt: null,
    };
    await this.uow.run((tx) =>
      this.repository.insert(tx, display, { tokenHash: hashToken(token), createdBy: agent.agentId }),
    );
    return { ...presentDisplay(display), token };
  }

  /** Its screens go dark at once. @throws DomainError `forbidden`, `not-found` */
  async revoke(agent: SignedInAgent, id: string): Promise<void> {
    const found = await this.repository.find(id);
    if (found === null) throw new DomainError('not-found', {}, 'There is no such screen.');
    this.assertMay(agent, found.teamId);
    await this.uow.run((tx) => this.repository.revoke(tx, id, this.clock.now()));
    this.realtime.disconnectDisplay(id);
  }

  private assertMay(agent: SignedInAgent, teamId: string | null): void {
    const may = teamId === null ? agent.role === 'admin' : can(agent, 'report.team', { teamId });
    if (!may) throw new DomainError('forbidden', { action: 'report.team' });
  }
}

function presentDisplay({ id, name, teamId, teamName, createdAt, lastSeenAt }: DisplayRow): DisplayItem {
  return {
    id,
    name,
    team: teamId === null ? null : { id: teamId, name: teamName ?? '' },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  };
}
