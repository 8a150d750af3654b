import { Injectable } from '@nestjs/common';
import { ipKeyGenerator } from 'express-rate-limit';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { TurnsByKey } from '../platform/turns.ts';
import { SignInFailuresRepository } from './sign-in-failures.repository.ts';

const WINDOW_MS = 15 * 60_000;
/** Somebody who mistypes gets five tries; an office behind one address gets many more. */
const LIMITS = { pair: 5, ip: 60 } as const;
/** Fewer than the limit: what is still being checked is no failure yet, and must not shut out who comes next. */
const AT_ONCE = { pair: 1, ip: 20 } as const;
const LONGEST_EMAIL = 320;

export interface Attempt {
  email: string;
  ip: string;
}

/**
 * Slows down guessing, by address and account together and by address alone. Never by account alone: that would let
 * anybody lock a colleague out.
 */
@Injectable()
export class SignInLimitService {
  private readonly pairs = new TurnsByKey(AT_ONCE.pair);
  private readonly ips = new TurnsByKey(AT_ONCE.ip);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: SignInFailuresRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs a try, `begin` to `succeed`, when it is its turn: a person who signs in on many screens at once, and an office
   * that begins its day, know their passwords.
   */
  inTurn<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
    const { ip, email } = counted(attempt);
    return this.pairs.take(`${ip} ${email}`, () => this.ips.take(ip, work));
  }

  /**
   * Counts a try as failed before it is checked, so that tries at once cannot slip past the count together.
   *
   * @throws DomainError `too-many-requests` with `retryAfterSeconds`
   */
  async begin(attempt: Attempt): Promise<void> {
    const who = counted(attempt);
    const now = this.clock.now();
    const since = new Date(now.getTime() - WINDOW_MS);
    await this.uow.run(async (tx) => {
      await this.repository.lockIp(tx, who.ip);
      await this.repository.prune(tx, since);
      const blocking = await this.repository.blocking(tx, who, since, LIMITS);
      const until = Math.max(blocking.byPair?.getTime() ?? 0, blocking.byIp?.getTime() ?? 0);
      if (until > 0) throw tooMany(Math.ceil((until + WINDOW_MS - now.getTime()) / 1_000));
      await this.repository.insert(tx, newId(), who, now);
    });
  }

  /** Step. The password was right: what failed before from here for this account is forgotten. */
  async succeed(tx: Tx, attempt: Attempt): Promise<void> {
    await this.repository.clearPair(tx, counted(attempt));
  }
}

/** An IPv6 household holds a whole network, and could guess from a new address each time: it counts as one. */
function counted({ ip, email }: Attempt): Attempt {
  return { ip: ipKeyGenerator(ip), email: email.slice(0, LONGEST_EMAIL) };
}

function tooMany(retryAfterSeconds: number): DomainError {
  const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
  return new DomainError(
    'too-many-requests',
    { retryAfterSeconds },
    `Too many failed attempts; try again in ${minutes} minutes.`,
  );
}
