import { Injectable } from '@nestjs/common';
import type { AlertRuleItem, SaveAlertRuleRequest } from '@visavis/shared/api/alerts';
import { can, type Permitted } from '@visavis/shared/permissions';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { AlertRulesRepository } from './alert-rules.repository.ts';
import { presentRule } from './alerts.presenter.ts';

/** Nobody can read a longer list. */
const MOST_RULES = 200;

/** Who is told of clocks and channels: leads decide for their teams, administrators for all. */
@Injectable()
export class AlertRulesService {
  constructor(
    private readonly rules: AlertRulesRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Those for every team, and those of the teams that somebody leads. */
  async list(agent: Permitted): Promise<AlertRuleItem[]> {
    const rows = await this.rules.all();
    return rows
      .filter(({ teamId }) => teamId === null || mayEdit(agent, teamId))
      .map((row) => presentRule(row, mayEdit(agent, row.teamId)));
  }

  /** @throws DomainError `forbidden`, `invalid`, `conflict` when there are too many */
  async create(agent: Permitted, request: SaveAlertRuleRequest): Promise<AlertRuleItem> {
    const id = newId(this.clock.now());
    const rule = accept(request);
    refuseUnless(mayEdit(agent, rule.teamId));
    await this.uow.run(async (tx) => {
      if ((await this.rules.count(tx)) >= MOST_RULES)
        throw new DomainError('conflict', { most: MOST_RULES }, 'There are too many rules.');
      await this.check(tx, rule);
      await this.rules.add(tx, id, rule);
    });
    return this.present(agent, id);
  }

  /** @throws DomainError `not-found`, `forbidden`, `invalid`, or `version-conflict` with the rule as it is */
  async save(agent: Permitted, id: string, request: SaveAlertRuleRequest): Promise<AlertRuleItem> {
    const rule = accept(request);
    const isOutdated = await this.uow.run(async (tx) => {
      const before = await this.lock(tx, agent, id);
      refuseUnless(mayEdit(agent, rule.teamId));
      if (request.version !== undefined && request.version !== before.version) return true;
      await this.check(tx, rule);
      await this.rules.change(tx, id, rule);
      return false;
    });
    const saved = await this.present(agent, id);
    if (isOutdated)
      throw new DomainError(
        'version-conflict',
        { rule: saved },
        'Somebody has changed this rule in the meantime.',
      );
    return saved;
  }

  /** @throws DomainError `not-found`, `forbidden` */
  async remove(agent: Permitted, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      await this.lock(tx, agent, id);
      await this.rules.remove(tx, id);
    });
  }

  /** Another team's rule is not there for a lead, as in the list. */
  private async lock(tx: Tx, agent: Permitted, id: string): Promise<{ version: number }> {
    const found = await this.rules.lock(tx, id);
    if (found === null || (found.teamId !== null && !mayEdit(agent, found.teamId))) throw noSuchRule();
    refuseUnless(mayEdit(agent, found.teamId));
    return found;
  }

  private async check(tx: Tx, rule: SaveAlertRuleRequest): Promise<void> {
    const missing = await this.rules.missing(tx, rule);
    if (missing.length > 0)
      throw invalid(missing.map((field) => ({ field, message: 'does not exist any more' })));
  }

  private async present(agent: Permitted, id: string): Promise<AlertRuleItem> {
    const row = await this.rules.find(id);
    if (row === null) throw noSuchRule();
    return presentRule(row, mayEdit(agent, row.teamId));
  }
}

function mayEdit(agent: Permitted, teamId: string | null): boolean {
  return teamId === null ? can(agent, 'organisation.manage') : can(agent, 'team.lead', { teamId });
}

function refuseUnless(isAllowed: boolean): void {
  if (!isAllowed) throw new DomainError('forbidden');
}

/** A rule that tells somebody of something. @throws DomainError `invalid` */
function accept({ teamId, on, to, agentIds, ways, webhookId, isActive }: SaveAlertRuleRequest) {
  const people = to === 'group' ? [...new Set(agentIds.map((id) => id.toLowerCase()))] : [];
  const { inApp, browser, mail } = ways;
  if (to === 'group' && people.length === 0)
    throw invalid([{ field: 'agentIds', message: 'must name somebody' }]);
  if (on === 'channelDown' && to === 'assignee')
    throw invalid([{ field: 'to', message: 'must be leads or group: nobody has a channel' }]);
  if (!inApp && !browser && !mail && webhookId === null)
    throw invalid([{ field: 'ways', message: 'must contain at least one way, or a webhook' }]);
  return { teamId, on, to, agentIds: people, ways: { inApp, browser, mail }, webhookId, isActive };
}

function invalid(fields: { field: string; message: string }[]): DomainError {
  return new DomainError(
    'invalid',
    { fields },
    fields.map(({ field, message }) => `${field} ${message}`).join('; '),
  );
}

function noSuchRule(): DomainError {
  return new DomainError('not-found', {}, 'There is no such rule.');
}
