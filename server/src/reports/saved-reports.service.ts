import { Injectable } from '@nestjs/common';
import type { SavedReportItem, SaveReportRequest } from '@visavis/shared/api/figures';
import { nextMailing } from '@visavis/shared/reports/next-mailing';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { FiguresService } from './figures.service.ts';
import { SavedReportsRepository, type SavedReportRow } from './saved-reports.repository.ts';

const MOST_SAVED = 50;

/** Questions kept under a name, each person's own. */
@Injectable()
export class SavedReportsService {
  constructor(
    private readonly repository: SavedReportsRepository,
    private readonly figures: FiguresService,
    private readonly organisation: OrganisationService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list({ agentId }: SignedInAgent): Promise<SavedReportItem[]> {
    return (await this.repository.ofOwner(agentId)).map(present);
  }

  /** @throws DomainError `invalid` when somebody keeps too many or asks of no period, `forbidden` for a team that one does not lead */
  async create(agent: SignedInAgent, request: SaveReportRequest): Promise<SavedReportItem> {
    const row = { id: newId(), ...(await this.rowOf(agent, request)) };
    await this.uow.run(async (tx) => {
      if ((await this.repository.countOf(tx, agent.agentId)) >= MOST_SAVED)
        throw new DomainError('invalid', {
          fields: [{ field: 'name', message: `must be one of at most ${MOST_SAVED} reports` }],
        });
      await this.repository.insert(tx, row, this.clock.now());
    });
    return present({ ...row, sentAt: null, failedAt: null });
  }

  /** @throws DomainError `not-found` also for what is somebody else's */
  async update(agent: SignedInAgent, id: string, request: SaveReportRequest): Promise<SavedReportItem> {
    const row = { id, ...(await this.rowOf(agent, request)) };
    await this.uow.run(async (tx) => {
      if (!(await this.repository.update(tx, row))) throw new DomainError('not-found');
    });
    const saved = await this.repository.find(agent.agentId, id);
    if (saved === null) throw new DomainError('not-found');
    return present(saved);
  }

  async remove(agent: SignedInAgent, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      if (!(await this.repository.remove(tx, agent.agentId, id))) throw new DomainError('not-found');
    });
  }

  private async rowOf(agent: SignedInAgent, { name, query, every }: SaveReportRequest) {
    await this.figures.check(agent, query);
    const { timeZone } = await this.organisation.get();
    const nextAt = every === null ? null : nextMailing(this.clock.now(), every, timeZone);
    return { ownerId: agent.agentId, name, query, every, nextAt };
  }
}

function present({ id, name, query, every, nextAt, sentAt, failedAt }: SavedReportRow): SavedReportItem {
  return {
    id,
    name,
    query,
    every,
    nextAt: nextAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString() ?? null,
    failedAt: failedAt?.toISOString() ?? null,
  };
}
