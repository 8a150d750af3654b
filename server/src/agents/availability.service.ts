import { Injectable } from '@nestjs/common';
import { decideAvailability, type AvailabilityRules } from '@visavis/shared/agents/availability';
import type { SetAvailabilityRequest } from '@visavis/shared/api/schedule';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { Logger } from '../platform/logger.ts';
import type { AddOptions } from '../platform/queue/job-queue.ts';
import { nextTurn } from '../platform/queue/next-turn.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import {
  AvailabilityRepository,
  type DecidedAvailability,
  type KnownAvailability,
} from './availability.repository.ts';
import { refuse } from './span.ts';

/** How late a screen is missed at most, and what was planned within this time from now. */
export const KEEP_AVAILABILITY_MS = 60_000;
const LONGEST_AWAY_MS = 366 * 86_400_000;

/** How available people are: set by hand, by their shifts and absences, and by whether a screen is open. */
@Injectable()
export class AvailabilityService {
  private readonly watchedSince: Date;

  constructor(
    private readonly repository: AvailabilityRepository,
    private readonly organisation: OrganisationService,
    private readonly realtime: RealtimeServer,
    private readonly uow: UnitOfWork,
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {
    this.watchedSince = clock.now();
  }

  /**
   * Follows the clock and the screens, for everybody. Safe in several processes at once: each change happens once, and
   * is told once.
   *
   * @returns how many changed
   * @throws Error when the screens of another process cannot be asked for: then nobody counts as gone
   */
  async keepAvailability(): Promise<number> {
    const screens = await this.agentsWithScreen();
    if (screens.size > 0)
      await this.uow.run((tx) => this.repository.screenSeen(tx, [...screens], this.clock.now()));
    return this.follow(null, screens);
  }

  /** When the plan asks to be followed again; null when the next sweep is soon enough. */
  async nextTurn(): Promise<AddOptions | null> {
    const now = this.clock.now();
    const at = await this.repository.nextBoundary(now, new Date(now.getTime() + KEEP_AVAILABILITY_MS));
    return at === null ? null : nextTurn(at, now);
  }

  /** The same for some people, at once: their plan has changed, and is kept whether or not this succeeds. */
  async reconsider(agentIds: readonly string[]): Promise<void> {
    if (agentIds.length === 0) return;
    try {
      await this.follow(agentIds, await this.agentsWithScreen());
    } catch (error) {
      this.logger.rarely('A changed plan takes effect with the next sweep only.', { err: error });
    }
  }

  /** These people opened a screen, or closed one. */
  async screensChanged(opened: readonly string[], closed: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await this.uow.run((tx) => this.repository.screenSeen(tx, [...new Set([...opened, ...closed])], now));
    if (opened.length > 0) await this.follow(opened, new Set(opened));
  }

  /** @throws DomainError `invalid`, `not-found` for nobody, or somebody who has left */
  async setByHand(agentId: string, request: SetAvailabilityRequest): Promise<void> {
    await this.uow.run((tx) => this.set(tx, agentId, request));
  }

  /** Step of `setByHand`. */
  async set(tx: Tx, agentId: string, request: SetAvailabilityRequest): Promise<void> {
    const now = this.clock.now();
    const returnsAt = this.acceptReturn(request, now);
    await this.repository.lock(tx, [agentId]);
    const [known] = await this.repository.known(now, [agentId], tx);
    if (known === undefined) throw new DomainError('not-found', {}, 'There is no such agent.');
    const { availability } = request;
    const reason = availability === 'away' ? (request.reason ?? null) : null;
    await this.change(
      tx,
      [{ agentId, availability, reason, returnsAt, setBy: 'hand', before: null }],
      [known],
      now,
    );
  }

  private async follow(agentIds: readonly string[] | null, screens: ReadonlySet<string>): Promise<number> {
    const organisation = await this.organisation.find();
    if (organisation === null) return 0;
    const rules: AvailabilityRules = {
      now: this.clock.now(),
      screenlessMinutes: organisation.awayWithoutScreenMinutes,
      watchedSince: this.watchedSince,
    };
    const due = decisionsFor(await this.repository.known(rules.now, agentIds, null), screens, rules);
    if (due.length === 0) return 0;
    const ids = due.map(({ agentId }) => agentId);
    return this.uow.run(async (tx) => {
      // Another process, or the person, may have been faster: what still holds under the lock is done.
      await this.repository.lock(tx, ids);
      const known = await this.repository.known(rules.now, ids, tx);
      const decided = decisionsFor(known, screens, rules);
      await this.change(tx, decided, known, rules.now);
      return decided.length;
    });
  }

  private async change(
    tx: Tx,
    decided: readonly DecidedAvailability[],
    known: readonly KnownAvailability[],
    at: Date,
  ): Promise<void> {
    if (decided.length === 0) return;
    const before = new Map(known.map((one) => [one.agentId, one]));
    await this.repository.decide(tx, decided, at);
    for (const { agentId, availability, reason, returnsAt } of decided) {
      const was = before.get(agentId);
      if (was === undefined) continue;
      if (was.availability !== availability) {
        const { teamIds } = was;
        tx.emit({
          type: 'agent.availabilityChanged',
          agentId,
          teamIds,
          before: was.availability,
          after: availability,
        });
      } else if (was.reason !== reason || was.returnsAt?.getTime() !== returnsAt?.getTime()) {
        tx.emit({ type: 'agent.changed', agentId });
      }
    }
  }

  private acceptReturn({ availability, returnsAt, reason }: SetAvailabilityRequest, now: Date): Date | null {
    if (availability !== 'away' && (returnsAt ?? reason ?? null) !== null)
      refuse(returnsAt == null ? 'reason' : 'returnsAt', 'is for somebody who is away');
    if (returnsAt == null) return null;
    const at = new Date(returnsAt);
    if (at <= now) refuse('returnsAt', 'must be later than now');
    if (at.getTime() - now.getTime() > LONGEST_AWAY_MS) refuse('returnsAt', 'must be within a year');
    return at;
  }

  private async agentsWithScreen(): Promise<Set<string>> {
    return new Set((await this.realtime.screensIn('all')).map(({ agentId }) => agentId));
  }
}

function decisionsFor(
  known: readonly KnownAvailability[],
  screens: ReadonlySet<string>,
  rules: AvailabilityRules,
): DecidedAvailability[] {
  return known.flatMap((one) => {
    const decision = decideAvailability({ ...one, hasScreen: screens.has(one.agentId) }, rules);
    return decision === null ? [] : [{ agentId: one.agentId, ...decision }];
  });
}
