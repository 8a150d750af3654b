import { Injectable } from '@nestjs/common';
import type {
  CopyShiftsAnswer,
  CopyShiftsRequest,
  SaveShiftRequest,
  ShiftsQuery,
} from '@visavis/shared/api/schedule';
import { can } from '@visavis/shared/permissions';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { AvailabilityService } from './availability.service.ts';
import { ShiftsRepository, type Shift } from './shifts.repository.ts';
import { acceptQuestion, acceptSpan, refuse } from './span.ts';

/** The longest shift: around the clock, and the hour that is added in autumn. */
const LONGEST_SHIFT_DAYS = 25 / 24;

/** When people work. Shifts of one person never overlap; leads plan those of their teams. */
@Injectable()
export class ShiftsService {
  constructor(
    private readonly repository: ShiftsRepository,
    private readonly availability: AvailabilityService,
    private readonly organisation: OrganisationService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Shifts that touch the span. @throws DomainError `invalid` */
  async list(query: ShiftsQuery): Promise<Shift[]> {
    return this.repository.shiftsIn(acceptQuestion(query), query.teamId ?? null);
  }

  /** @throws DomainError `forbidden`, `invalid`, `conflict` with the shift it would overlap */
  async create(me: SignedInAgent, request: SaveShiftRequest): Promise<Shift> {
    const shift = shiftOf({ ...request, id: newId(), note: request.note ?? '' });
    await this.save(me, shift, (tx) => this.repository.insertShifts(tx, [shift], this.clock.now()));
    return shift;
  }

  /** Step. Shifts that overlap nothing, planned at another time than now. */
  async add(tx: Tx, shifts: readonly Omit<Shift, 'id'>[], plannedAt: Date): Promise<void> {
    if (shifts.length === 0) return;
    await this.repository.insertShifts(
      tx,
      shifts.map((shift) => ({ ...shift, id: newId() })),
      plannedAt,
    );
    tx.emit(scheduleChanged(shifts.map(({ agentId }) => agentId)));
  }

  /** @throws DomainError `not-found`, `forbidden`, `invalid`, `conflict` */
  async update(me: SignedInAgent, id: string, changes: Partial<SaveShiftRequest>): Promise<Shift> {
    const { before, after } = await this.uow.run(async (tx) => {
      const before = found(await this.repository.lockShift(tx, id));
      assertLeads(me, before.teamId);
      const after = shiftOf({
        id,
        agentId: changes.agentId ?? before.agentId,
        teamId: changes.teamId ?? before.teamId,
        startsAt: changes.startsAt ?? before.startsAt,
        endsAt: changes.endsAt ?? before.endsAt,
        note: changes.note ?? before.note,
      });
      await this.accept(tx, me, after);
      await this.repository.updateShift(tx, after, this.clock.now());
      tx.emit(scheduleChanged([before.agentId, after.agentId]));
      return { before, after };
    });
    await this.availability.reconsider([before.agentId, after.agentId]);
    return after;
  }

  /** Whoever is working in it stays as available as they are. @throws DomainError `not-found`, `forbidden` */
  async delete(me: SignedInAgent, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const shift = found(await this.repository.lockShift(tx, id));
      assertLeads(me, shift.teamId);
      await this.repository.deleteShift(tx, id);
      tx.emit(scheduleChanged([shift.agentId]));
    });
  }

  /** What does not fit is left out and counted. @throws DomainError `forbidden`, `invalid` */
  async copy(me: SignedInAgent, request: CopyShiftsRequest): Promise<CopyShiftsAnswer> {
    assertLeads(me, request.teamId);
    const span = acceptQuestion(request);
    const { timeZone } = await this.organisation.get();
    const { days } = request;
    const { added, answer } = await this.uow.run(async (tx) => {
      const shifts = await this.repository.shiftsLater(tx, request.teamId, span, { days, timeZone });
      await this.repository.lockPlans(
        tx,
        shifts.map(({ agentId }) => agentId),
      );
      const places = new Set(await this.repository.addable(tx, shifts));
      const added = shifts
        .filter((_, place) => places.has(place))
        .map((shift) => ({ ...shift, id: newId() }));
      if (added.length > 0) {
        await this.repository.insertShifts(tx, added, this.clock.now());
        tx.emit(scheduleChanged(added.map(({ agentId }) => agentId)));
      }
      return { added, answer: { copied: added.length, skipped: shifts.length - added.length } };
    });
    await this.availability.reconsider([...new Set(added.map(({ agentId }) => agentId))]);
    return answer;
  }

  private async save(me: SignedInAgent, shift: Shift, write: (tx: Tx) => Promise<void>): Promise<void> {
    await this.uow.run(async (tx) => {
      await this.accept(tx, me, shift);
      await write(tx);
      tx.emit(scheduleChanged([shift.agentId]));
    });
    await this.availability.reconsider([shift.agentId]);
  }

  private async accept(tx: Tx, me: SignedInAgent, shift: Shift): Promise<void> {
    assertLeads(me, shift.teamId);
    acceptSpan(shift, LONGEST_SHIFT_DAYS);
    await this.repository.lockPlans(tx, [shift.agentId]);
    if (!(await this.repository.isActiveMember(tx, shift.teamId, shift.agentId)))
      refuse('agentId', 'must be somebody of the team');
    const other = await this.repository.overlappingShift(tx, shift.agentId, shift, shift.id);
    if (other === null) return;
    throw new DomainError(
      'conflict',
      { reason: 'shift-overlap', startsAt: other.startsAt.toISOString(), endsAt: other.endsAt.toISOString() },
      'This person has another shift at that time.',
    );
  }
}

function shiftOf({
  id,
  agentId,
  teamId,
  note,
  startsAt,
  endsAt,
}: Omit<Shift, 'startsAt' | 'endsAt'> & { startsAt: string | Date; endsAt: string | Date }): Shift {
  return { id, agentId, teamId, note, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}

function assertLeads(me: SignedInAgent, teamId: string): void {
  if (!can(me, 'team.lead', { teamId }))
    throw new DomainError('forbidden', {}, 'Only leads of the team plan its shifts.');
}

function scheduleChanged(agentIds: readonly string[]) {
  return { type: 'agent.scheduleChanged', agentIds: [...new Set(agentIds)].toSorted() } as const;
}

function found(shift: Shift | null): Shift {
  if (shift === null) throw new DomainError('not-found', {}, 'There is no such shift.');
  return shift;
}
