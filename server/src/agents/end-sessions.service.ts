import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** Ends sessions, and closes the screens that were open with them. */
@Injectable()
export class EndSessionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: SessionsRepository,
    private readonly realtime: RealtimeServer,
  ) {}

  /** Ends one session of an agent. @throws DomainError `not-found` */
  async endOne(agentId: string, sessionId: string): Promise<void> {
    const wasThere = await this.uow.run((tx) => this.repository.delete(tx, agentId, sessionId));
    if (!wasThere) throw new DomainError('not-found', {}, 'There is no such session.');
    this.realtime.disconnectSession(sessionId);
  }

  /**
   * Step. Ends all sessions of an agent but one.
   *
   * @returns the ended ones, whose screens `closeScreens` closes after commit
   */
  async endOthers(tx: Tx, agentId: string, keptSessionId: string | null): Promise<string[]> {
    return this.repository.deleteOthers(tx, agentId, keptSessionId);
  }

  closeScreens(sessionIds: readonly string[]): void {
    for (const id of sessionIds) this.realtime.disconnectSession(id);
  }
}
