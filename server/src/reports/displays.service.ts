import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  DISPLAY_UNUSED_DAYS,
  type CreateDisplayRequest,
  type CreatedDisplay,
  type DisplayItem,
} from '@visavis/shared/api/wall';
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
import { teamsOf } from './reader.ts';

/** So that a leaked token is recognised for what it is, by people and by scanners. */
const PREFIX = 'vvd_';
const TOUCH_MS = 60_000;
const LONGEST_TOKEN = 200;
const UNUSED_MS = DISPLAY_UNUSED_DAYS * 86_400_000;
/** More would not be listed, and what is not listed cannot be taken back. */
const MOST_DISPLAYS = 200;

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

  /** @returns null for a token that is unknown, revoked or unused for long, or whose maker has left: they may still know it */
  async recognise(token: string): Promise<DisplayRow | null> {
    if (!token.startsWith(PREFIX) || token.length > LONGEST_TOKEN) return null;
    const found = await this.repository.findUnrevoked(hashToken(token));
    const now = this.clock.now();
    if (found === null || lapseOf(found, now) !== null) return null;
    if (found.lastSeenAt === null || now.getTime() - found.lastSeenAt.getTime() >= TOUCH_MS)
      await this.uow.run((tx) => this.repository.touch(tx, found.id, now));
    return found;
  }

  async list(agent: SignedInAgent): Promise<DisplayItem[]> {
    const rows = await this.repository.list(teamsOf(agent));
    const now = this.clock.now();
    return rows.map((row) => presentDisplay(row, now));
  }

  /**
   * @returns the token too, which is shown once and stored nowhere
   * @throws DomainError `forbidden`, `not-found`, `conflict` when there are too many
   */
  async create(agent: SignedInAgent, { name, teamId }: CreateDisplayRequest): Promise<CreatedDisplay> {
    this.assertMay(agent, teamId);
    const team = teamId === null ? null : await this.agents.team(teamId);
    const maker = await this.agents.get(agent.agentId);
    const token = PREFIX + newToken();
    const createdAt = this.clock.now();
    const display: DisplayRow = {
      id: newId(),
      name,
      teamId,
      teamName: team?.name ?? null,
      createdAt,
      lastSeenAt: null,
      createdBy: maker.id,
      createdByName: maker.displayName,
      isOrphan: false,
    };
    await this.uow.run(async (tx) => {
      if ((await this.repository.count(tx)) >= MOST_DISPLAYS)
        throw new DomainError('conflict', { most: MOST_DISPLAYS }, 'There are too many screens.');
      await this.repository.insert(tx, display, hashToken(token));
    });
    return { ...presentDisplay(display, createdAt), token };
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

function lapseOf({ isOrphan, createdAt, lastSeenAt }: DisplayRow, now: Date): DisplayItem['lapsed'] {
  if (isOrphan) return 'makerLeft';
  return now.getTime() - (lastSeenAt ?? createdAt).getTime() > UNUSED_MS ? 'unused' : null;
}

function presentDisplay(row: DisplayRow, now: Date): DisplayItem {
  const { id, name, teamId, teamName, createdAt, lastSeenAt, createdBy, createdByName } = row;
  return {
    id,
    name,
    team: teamId === null ? null : { id: teamId, name: teamName ?? '' },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    createdBy: { id: createdBy, name: createdByName },
    lapsed: lapseOf(row, now),
  };
}
