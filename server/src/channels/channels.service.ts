import { Injectable } from '@nestjs/common';
import type { ChannelHealthState } from '@visavis/shared/api/channels';
import { AgentsService } from '../agents/agents.service.ts';
import type { Connector, Cursor } from '../connectors/connector.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { Channel, ChannelProgress } from './channel.types.ts';
import { ChannelConnectorsService } from './channel-connectors.service.ts';
import { ChannelsRepository } from './channels.repository.ts';
import { toChannel, type ChannelRow } from './channels.presenter.ts';

/** The connected accounts: what they are, how they are, and how far they have been read. */
@Injectable()
export class ChannelsService {
  constructor(
    private readonly repository: ChannelsRepository,
    private readonly connectors: ChannelConnectorsService,
    private readonly agents: AgentsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  async get(id: string): Promise<Channel> {
    const row = await this.repository.find(id);
    if (row === null) throw new DomainError('not-found');
    return toChannel(row);
  }

  async list(): Promise<ChannelRow[]> {
    const [rows, teams] = await Promise.all([this.repository.list(), this.agents.listTeams()]);
    const names = new Map(teams.map((team) => [team.id, team.name]));
    return rows.map((row) => ({ ...row, teamName: names.get(row.teamId) ?? '' }));
  }

  /** @throws DomainError `not-found` */
  async row(id: string): Promise<ChannelRow> {
    const row = await this.repository.find(id);
    if (row === null) throw new DomainError('not-found');
    const team = await this.agents.team(row.teamId);
    return { ...row, teamName: team.name };
  }

  /** @throws DomainError `not-found` */
  connectorFor(channelId: string): Promise<Connector> {
    return this.connectors.connectorFor(channelId);
  }

  /** Nothing is fetched and nothing is sent until it is resumed; hooks are still taken, since no network keeps them. */
  async pause(id: string): Promise<void> {
    await this.row(id);
    const now = this.clock.now();
    await this.uow.run(async (tx) => {
      await this.repository.setPaused(tx, id, now, null);
      await this.reportHealth(tx, id, 'paused', 'paused-by-hand');
    });
  }

  async resume(id: string): Promise<void> {
    await this.row(id);
    await this.uow.run(async (tx) => {
      await this.repository.setPaused(tx, id, null, this.clock.now());
      await this.reportHealth(tx, id, 'healthy');
    });
  }

  /** Step: how far the channel has been read, written with the posts. A null cursor (hooks) leaves it as it is. */
  async advance(
    tx: Tx,
    channelId: string,
    cursor: Cursor | null,
    progress: ChannelProgress = {},
  ): Promise<void> {
    const { budget } = progress;
    await this.repository.advance(tx, channelId, {
      cursor,
      lastPostAt: progress.lastPostAt ?? null,
      lagSeconds: progress.lagSeconds ?? null,
      budget: budget ? { ...budget, resetsAt: budget.resetsAt.toISOString() } : null,
    });
  }

  /** Step: how the channel is, unless it is paused. The reason is a `ConnectorErrorKind` or a word of ours; screens have a sentence for each. */
  async reportHealth(
    tx: Tx,
    channelId: string,
    state: ChannelHealthState,
    reason: string | null = null,
  ): Promise<void> {
    const changed = await this.repository.setHealth(tx, channelId, { state, reason, at: this.clock.now() });
    if (changed) tx.emit({ type: 'channel.changed', channelId });
  }
}
