import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Logger } from '../platform/logger.ts';
import { OpenTallyRepository } from './open-tally.repository.ts';

const PROVE_MS = 24 * 3_600_000;

/** Keeps the sums of what is open short and true. */
@Injectable()
export class KeepTallyService {
  private provedAt: number | null = null;

  constructor(
    private readonly repository: OpenTallyRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Folds what was appended; proves the sums after a start and once a day. */
  async keep(): Promise<void> {
    await this.uow.run((tx) => this.repository.fold(tx));
    const now = this.clock.now().getTime();
    if (this.provedAt !== null && now >= this.provedAt && now - this.provedAt < PROVE_MS) return;
    await this.prove();
    this.provedAt = now;
  }

  /** @returns how many sums were wrong; they are counted anew then */
  async prove(): Promise<number> {
    return this.uow.run(async (tx) => {
      const wrong = await this.repository.differences(tx);
      if (wrong === 0) return 0;
      this.logger.warn('The sums of open conversations were wrong and are counted anew.', { wrong });
      await this.repository.rebuild(tx);
      return wrong;
    });
  }
}
