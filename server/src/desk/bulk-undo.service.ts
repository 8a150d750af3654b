import { Injectable } from '@nestjs/common';
import type { UndoBulkAnswer } from '@visavis/shared/api/hand-over';
import { can } from '@visavis/shared/permissions';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ShieldsService } from '../routing/shields.service.ts';
import { SlaService } from '../sla/sla.service.ts';
import type { ChangedRow } from './bulk-change.types.ts';
import { BulkChangesRepository, type StoredBulkChange } from './bulk-changes.repository.ts';
import { mayTake } from './colleagues.service.ts';
import { grouped } from './grouped.ts';
import { TakeBackClosingService, UNDO_MS } from './take-back-closing.service.ts';

/** Takes a change of many back, where nothing has happened since. */
@Injectable()
export class BulkUndoService {
  constructor(
    private readonly repository: BulkChangesRepository,
    private readonly agents: AgentsService,
    private readonly conversations: ConversationsService,
    private readonly sla: SlaService,
    private readonly closings: TakeBackClosingService,
    private readonly shields: ShieldsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `undo-too-late` for another's, one older than an hour, and one that was taken back already */
  async undo(agent: SignedInAgent, undoToken: string): Promise<UndoBulkAnswer> {
    const [people, teams] = await Promise.all([this.agents.list(), this.agents.listTeams()]);
    return this.uow.run(async (tx) => {
      const now = this.clock.now();
      const since = new Date(now.getTime() - UNDO_MS);
      const taken = await this.repository.take(tx, { id: undoToken, agentId: agent.agentId, since, now });
      if (taken === null) throw new DomainError('undo-too-late', {}, 'This cannot be taken back any more.');
      const rows = new Map(taken.rows.map((row) => [row.id, row]));
      const states = await this.conversations.lock(tx, [...rows.keys()]);
      const shielded = await this.shields.shieldedFrom(
        states.map(({ contactId }) => contactId),
        tx,
      );
      const restored = states.filter((state) => {
        const row = rows.get(state.id);
        const team = teams.find(({ id }) => id === state.teamId);
        if (row === undefined || team === undefined || !isUntouched(state, row, taken.change)) return false;
        if (!can(agent, 'conversation.write', { teamId: team.id, teamClosed: team.isClosed })) return false;
        if (taken.change.do !== 'assign' || row.assigneeId === null) return true;
        const before = people.find(({ id }) => id === row.assigneeId);
        if (before === undefined || before.deactivatedAt !== null) return false;
        return mayTake(before, { state, team, giver: agent.agentId, shielded });
      });
      await this.restore(tx, restored, { taken, rows, actor: agent.agentId });
      const ids = restored.map(({ id }) => id);
      return { restored: ids, left: [...rows.keys()].filter((id) => !ids.includes(id)) };
    });
  }

  /** What nobody can take back any more is not kept. */
  async forgetOld(): Promise<void> {
    await this.uow.run((tx) =>
      this.repository.removeBefore(tx, new Date(this.clock.now().getTime() - UNDO_MS)),
    );
  }

  private async restore(
    tx: Tx,
    states: readonly ConversationState[],
    { taken, rows, actor }: { taken: Taken; rows: ReadonlyMap<string, ChangedRow>; actor: string },
  ): Promise<void> {
    const before = states.flatMap(({ id }) => rows.get(id) ?? []);
    if (taken.change.do === 'assign') {
      const assignments = before.map(({ id, assigneeId }) => ({ conversationId: id, agentId: assigneeId }));
      await this.conversations.assign(tx, assignments, actor);
    } else if (taken.change.do === 'tag') {
      const tags = before.map((row) => ({ conversationId: row.id, tags: row.tags }));
      await this.conversations.setTags(tx, tags, actor);
    } else {
      const isClosing = taken.change.do === 'close';
      const slips = await this.closings.takeBack(tx, isClosing ? before : [], actor);
      const rest = before.filter(({ id }) => !slips.has(id));
      if (rest.length > 0) await this.restoreStatus(tx, states, { before: rest, actor, taken });
    }
  }

  /** By what it was: a few statements for each status, and for each instant and wish of what was put off. */
  private async restoreStatus(
    tx: Tx,
    states: readonly ConversationState[],
    { before, actor, taken }: { before: readonly ChangedRow[]; actor: string; taken: Taken },
  ): Promise<void> {
    const idsOf = (rows: readonly ChangedRow[]) => rows.map(({ id }) => id);
    const was = (...statuses: ChangedRow['status'][]) =>
      idsOf(before.filter(({ status }) => statuses.includes(status)));
    const snoozed = grouped(
      before.filter(({ status }) => status === 'snoozed'),
      ({ snoozedUntil, isForCustomer = false }) => JSON.stringify([snoozedUntil, isForCustomer]),
    );
    for (const rows of snoozed.values()) {
      const { snoozedUntil = null, isForCustomer = false } = rows[0] ?? {};
      const until = snoozedUntil === null ? null : new Date(snoozedUntil);
      await this.conversations.snooze(tx, idsOf(rows), { until, isForCustomer }, actor);
    }
    await this.conversations.setStatus(tx, was('waiting'), 'wait', actor);
    await this.conversations.setStatus(tx, was('closed'), 'close', actor);
    await this.conversations.setStatus(tx, was('new'), 'takeBack', actor);
    await this.conversations.setStatus(tx, was('open'), 'reopen', actor);
    const isSpam = new Set(states.filter((state) => state.isSpam).map(({ id }) => id));
    await this.sla.readmit(
      tx,
      was('new', 'open', 'snoozed').filter((id) => !isSpam.has(id)),
      { since: taken.at },
    );
    await this.sla.dismiss(tx, was('waiting', 'closed'));
  }
}

type Taken = Pick<StoredBulkChange, 'change' | 'rows' | 'at'>;

function isUntouched(state: ConversationState, { after }: ChangedRow, change: Taken['change']): boolean {
  if (change.do === 'tag') return state.tags.join('\n') === after.tags.join('\n');
  return state.deskVersion === after.deskVersion && state.sequence === after.sequence;
}
