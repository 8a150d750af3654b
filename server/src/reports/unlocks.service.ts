import { Injectable } from '@nestjs/common';
import type { AskUnlockRequest, UnlockedFigures, UnlockItem, UnlockOnMe } from '@visavis/shared/api/unlocks';
import { can } from '@visavis/shared/permissions';
import { dayCount, plusDays } from '@visavis/shared/reports/report-period';
import { AgentsService } from '../agents/agents.service.ts';
import { TellUnlocksService } from '../notifications/tell-unlocks.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { assertLeads, teamsOf, type Reader } from './reader.ts';
import { beginningOf } from './report-days.ts';
import { presentUnlock, stateOf } from './unlocks.presenter.ts';
import { UnlocksRepository, type UnlockRow } from './unlocks.repository.ts';

const HOUR_MS = 3_600_000;
const MOST_SHOWN = 100;
/** The longest span: a quarter says enough for any purpose. */
const MOST_DAYS = 92;

/**
 * Figures of single people. Nobody sees them unless one person asked for a purpose and an administrator who is somebody
 * else agreed, for some hours; each look is kept, and those who were shown can see it.
 */
@Injectable()
export class UnlocksService {
  constructor(
    private readonly repository: UnlocksRepository,
    private readonly agents: AgentsService,
    private readonly organisation: OrganisationService,
    private readonly notices: TellUnlocksService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list(reader: Reader): Promise<UnlockItem[]> {
    const rows = await this.repository.list(teamsOf(reader), MOST_SHOWN);
    const now = this.clock.now();
    return rows.map((row) => presentUnlock(row, reader, now));
  }

  /** @throws DomainError `forbidden` for a team that one does not lead, `not-found`, `invalid` */
  async ask(reader: Reader, request: AskUnlockRequest): Promise<UnlockItem> {
    const { teamId, from, to, purpose, hours } = request;
    assertLeads(reader, teamId);
    await this.agents.team(teamId);
    if (from > to || dayCount({ from, to }) > MOST_DAYS)
      throw new DomainError('invalid', {
        fields: [{ field: 'to', message: `must be one of the ${MOST_DAYS} days from \`from\` on` }],
      });
    const id = newId();
    const askedAt = this.clock.now();
    return this.uow.run(async (tx) => {
      const row = { id, teamId, from, to, purpose, hours, askedBy: reader.agentId, askedAt };
      await this.repository.insert(tx, row);
      await this.notices.asked(tx, row, askedAt);
      return presentUnlock(await this.hold(tx, id), reader, askedAt);
    });
  }

  /** @throws DomainError `not-found`, `forbidden` for whoever asked, `conflict` when it is decided or over */
  async decide(reader: Reader, id: string, isApproved: boolean): Promise<UnlockItem> {
    const now = this.clock.now();
    return this.uow.run(async (tx) => {
      const row = await this.hold(tx, id);
      if (row.askedBy === reader.agentId) throw new DomainError('forbidden');
      if (stateOf(row, now) !== 'asked') throw new DomainError('conflict');
      const expiresAt = isApproved ? new Date(now.getTime() + row.hours * HOUR_MS) : null;
      await this.repository.decide(tx, id, { by: reader.agentId, at: now, expiresAt });
      await this.notices.decided(tx, row, { by: reader.agentId, at: now });
      return presentUnlock(await this.hold(tx, id), reader, now);
    });
  }

  /**
   * The figures, and in the same transaction the note that they were shown.
   *
   * @throws DomainError `not-found`, `forbidden` for anybody but whoever asked, and when it is not open
   */
  async look(reader: Reader, id: string): Promise<UnlockedFigures> {
    const now = this.clock.now();
    const { timeZone } = await this.organisation.get();
    return this.uow.run(async (tx) => {
      const row = await this.hold(tx, id);
      const { teamId } = row;
      // Asked again: whoever leads the team no longer has lost the look as well.
      const may = row.askedBy === reader.agentId && can(reader, 'report.team', { teamId });
      if (!may || stateOf(row, now) !== 'open') throw new DomainError('forbidden');
      const people = await this.repository.people(
        tx,
        teamId,
        beginningOf(row.from, timeZone),
        beginningOf(plusDays(row.to, 1), timeZone),
      );
      await this.repository.keepLook(
        tx,
        { id: newId(), unlockId: id, by: reader.agentId, at: now },
        people.map(({ agentId }) => agentId),
      );
      return {
        unlock: presentUnlock(await this.hold(tx, id), reader, now),
        people: people.map(({ agentId, name, replies, conversations, due, kept }) => ({
          person: { id: agentId, name },
          replies,
          conversations,
          dueCount: due,
          keptCount: kept,
        })),
      };
    });
  }

  /** @throws DomainError `not-found`, `forbidden` for one that one may not end */
  async end(reader: Reader, id: string): Promise<void> {
    const now = this.clock.now();
    await this.uow.run(async (tx) => {
      const row = await this.hold(tx, id);
      if (!presentUnlock(row, reader, now).mayEnd) throw new DomainError('forbidden');
      await this.repository.end(tx, id, now);
      await this.notices.over(tx, id, now);
    });
  }

  /** What whoever asks has to know about looks at their own figures. */
  async onMe({ agentId }: Reader): Promise<UnlockOnMe[]> {
    const now = this.clock.now();
    const rows = await this.repository.onMe(agentId, MOST_SHOWN);
    return rows.map((row) => ({
      id: row.id,
      state: stateOf(row, now),
      team: { id: row.teamId, name: row.teamName },
      from: row.from,
      to: row.to,
      purpose: row.purpose,
      askedBy: { id: row.askedBy, name: row.askedByName },
      decidedBy: { id: row.decidedBy ?? '', name: row.decidedByName ?? '' },
      decidedAt: row.decidedAt?.toISOString() ?? '',
      expiresAt: row.expiresAt?.toISOString() ?? '',
      looks: row.looks.map((at) => at.toISOString()),
    }));
  }

  private async hold(tx: Tx, id: string): Promise<UnlockRow> {
    const row = await this.repository.hold(tx, id);
    if (row === null) throw new DomainError('not-found');
    return row;
  }
}
