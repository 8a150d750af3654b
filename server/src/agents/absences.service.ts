import { Injectable } from '@nestjs/common';
import type { AbsencesQuery, SaveAbsenceRequest } from '@visavis/shared/api/schedule';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { AbsencesRepository, type Absence } from './absences.repository.ts';
import { AvailabilityService } from './availability.service.ts';
import { LedPeople } from './led-people.ts';
import { ShiftsRepository } from './shifts.repository.ts';
import { acceptQuestion, acceptSpan, refuse } from './span.ts';

const LONGEST_ABSENCE_DAYS = 400;

/** When people are not there, and who stands in. One's own by oneself, those of others by their leads. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly repository: AbsencesRepository,
    private readonly shifts: ShiftsRepository,
    private readonly people: LedPeople,
    private readonly availability: AvailabilityService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Absences that touch the span. Why somebody is absent is for themselves and their leads: to everybody else it is
   * `other`.
   *
   * @throws DomainError `invalid`
   */
  async list(me: SignedInAgent, query: AbsencesQuery): Promise<Absence[]> {
    const absences = await this.repository.absencesIn(acceptQuestion(query));
    if (me.role === 'admin') return absences;
    const led = new Set(me.role === 'lead' ? await this.repository.membersOf(me.teamIds) : []);
    return absences.map((absence) =>
      absence.agentId === me.agentId || led.has(absence.agentId) ? absence : { ...absence, kind: 'other' },
    );
  }

  /** @throws DomainError `not-found`, `forbidden`, `invalid`, `conflict` with the absence it would overlap */
  async create(me: SignedInAgent, request: SaveAbsenceRequest): Promise<Absence> {
    await this.assertMayPlan(me, request.agentId);
    const absence = await this.uow.run((tx) => this.add(tx, absenceOf({ ...request, id: newId() })));
    await this.availability.reconsider([absence.agentId]);
    return absence;
  }

  /** Step. It counts from now at the earliest. @throws DomainError `invalid`, `conflict` */
  async add(tx: Tx, given: Omit<Absence, 'id'>): Promise<Absence> {
    const absence = { ...given, id: newId() };
    await this.accept(tx, absence);
    await this.repository.insert(tx, absence, this.clock.now());
    tx.emit({ type: 'agent.scheduleChanged', agentIds: [absence.agentId] });
    return absence;
  }

  /** Whose absence it is stays. @throws DomainError `not-found`, `forbidden`, `invalid`, `conflict` */
  async update(me: SignedInAgent, id: string, changes: Partial<SaveAbsenceRequest>): Promise<Absence> {
    const { agentId } = found(await this.repository.find(id));
    await this.assertMayPlan(me, agentId);
    const absence = await this.uow.run(async (tx) => {
      const before = found(await this.repository.lock(tx, id));
      const after = absenceOf({
        id,
        agentId,
        kind: changes.kind ?? before.kind,
        startsAt: changes.startsAt ?? before.startsAt,
        endsAt: changes.endsAt ?? before.endsAt,
        standInAgentId: changes.standInAgentId === undefined ? before.standInAgentId : changes.standInAgentId,
      });
      await this.accept(tx, after);
      await this.repository.update(tx, after, this.clock.now());
      tx.emit({ type: 'agent.scheduleChanged', agentIds: [agentId] });
      return after;
    });
    await this.availability.reconsider([agentId]);
    return absence;
  }

  /** @throws DomainError `not-found`, `forbidden` */
  async delete(me: SignedInAgent, id: string): Promise<void> {
    const { agentId } = found(await this.repository.find(id));
    await this.assertMayPlan(me, agentId);
    await this.uow.run(async (tx) => {
      await this.repository.delete(tx, id);
      tx.emit({ type: 'agent.scheduleChanged', agentIds: [agentId] });
    });
    await this.availability.reconsider([agentId]);
  }

  private async assertMayPlan(me: SignedInAgent, agentId: string): Promise<void> {
    if (agentId !== me.agentId) await this.people.assertLed(me, agentId, 'team.lead');
  }

  private async accept(tx: Tx, absence: Absence): Promise<void> {
    acceptSpan(absence, LONGEST_ABSENCE_DAYS);
    const { agentId, standInAgentId, id } = absence;
    await this.shifts.lockPlans(tx, standInAgentId === null ? [agentId] : [agentId, standInAgentId]);
    if (standInAgentId !== null) await this.acceptStandIn(tx, absence, standInAgentId);
    const other = await this.repository.overlapping(tx, agentId, absence, id);
    if (other === null) return;
    throw new DomainError(
      'conflict',
      {
        reason: 'absence-overlap',
        startsAt: other.startsAt.toISOString(),
        endsAt: other.endsAt.toISOString(),
      },
      'This person is absent at that time already.',
    );
  }

  /** Whoever falls ill while standing in may do so: then nobody stands in, and the team takes over. */
  private async acceptStandIn(tx: Tx, absence: Absence, standInAgentId: string): Promise<void> {
    if (standInAgentId === absence.agentId) refuse('standInAgentId', 'must be somebody else');
    if (!(await this.repository.isActive(tx, standInAgentId)))
      refuse('standInAgentId', 'must be somebody who works here');
    if ((await this.repository.overlapping(tx, standInAgentId, absence, null)) !== null)
      refuse('standInAgentId', 'is absent at that time as well');
  }
}

function absenceOf({
  id,
  agentId,
  kind,
  startsAt,
  endsAt,
  standInAgentId,
}: Omit<Absence, 'startsAt' | 'endsAt'> & { startsAt: string | Date; endsAt: string | Date }): Absence {
  return { id, agentId, kind, startsAt: new Date(startsAt), endsAt: new Date(endsAt), standInAgentId };
}

function found(absence: Absence | null): Absence {
  if (absence === null) throw new DomainError('not-found', {}, 'There is no such absence.');
  return absence;
}
