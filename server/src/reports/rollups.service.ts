import { Injectable } from '@nestjs/common';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { factsOf } from './facts-of.ts';
import { ReportFactsRepository } from './report-facts.repository.ts';
import { ReportStateRepository, type ReportStateRow } from './report-state.repository.ts';
import type { ReportFact } from './report.types.ts';

const BATCH = 500;
const REBUILD_BATCH = 2_000;

/** Keeps the sums that reports are read from equal to what the stored rows say. */
@Injectable()
export class RollupsService {
  constructor(
    private readonly facts: ReportFactsRepository,
    private readonly state: ReportStateRepository,
    private readonly organisation: OrganisationService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts these conversations again, whatever happened to them: late posts, answers taken back, breaches that were
   * none. Doing so twice changes nothing. Those that are no more are taken off the sums.
   */
  async count(conversationIds: readonly string[]): Promise<void> {
    const ids = [...new Set(conversationIds)].toSorted();
    const fallback = (await this.organisation.find())?.timeZone ?? 'UTC';
    for (let from = 0; from < ids.length; from += BATCH) {
      const batch = ids.slice(from, from + BATCH);
      await this.uow.run(async (tx) => {
        await this.facts.lock(tx);
        const facts = await this.read(tx, batch, (await this.state.read(tx))?.timeZone ?? fallback);
        const changed = differing(batch, facts, await this.facts.counted(tx, batch));
        if (changed.length === 0) return;
        const isChanged = new Set(changed);
        await this.facts.replace(
          tx,
          changed,
          facts.filter(({ conversationId }) => isChanged.has(conversationId)),
        );
      });
    }
  }

  /** Has all sums built anew, at the next turn of `keep`; one that runs begins again. */
  async askRebuild(): Promise<void> {
    const { timeZone } = await this.organisation.get();
    const total = await this.facts.conversationCount();
    await this.uow.run(async (tx) => {
      await this.facts.lock(tx);
      await this.state.ask(tx, timeZone, { at: this.clock.now(), total });
    });
  }

  /** Goes on with a rebuild until it is done or `signal` says stop; the next call takes it up where this one ended. */
  async rebuild(signal?: AbortSignal): Promise<void> {
    while (signal?.aborted !== true) {
      const state = await this.state.find();
      if (state === null || state.rebuildAskedAt === null) return;
      const ids = await this.facts.idsAfter(state.rebuildAfter, REBUILD_BATCH);
      const last = ids.at(-1);
      await this.uow.run(async (tx) => {
        await this.facts.lock(tx);
        // Somebody else may have done this batch meanwhile, or asked anew.
        if (!isSame(await this.state.read(tx), state)) return;
        if (last === undefined) return this.finish(tx);
        await this.facts.replaceFacts(tx, ids, await this.read(tx, ids, state.timeZone));
        await this.state.advance(tx, last, ids.length);
      });
    }
  }

  /** Proves that the sums are what the facts add up to. @returns how many are not */
  async check(): Promise<number> {
    return this.uow.run(async (tx) => {
      await this.facts.lock(tx);
      const wrong = await this.facts.differences(tx);
      await this.state.noteCheck(tx, this.clock.now(), wrong);
      return wrong;
    });
  }

  private async finish(tx: Tx): Promise<void> {
    await this.facts.dropOrphans(tx);
    await this.facts.rebuildSums(tx);
    await this.state.finish(tx, this.clock.now());
  }

  private async read(tx: Tx, ids: readonly string[], timeZone: string): Promise<ReportFact[]> {
    return (await this.facts.sources(tx, ids)).flatMap((source) => factsOf(source, timeZone));
  }
}

function isSame(a: ReportStateRow | null, b: ReportStateRow): boolean {
  return a?.rebuildAfter === b.rebuildAfter && a.rebuildAskedAt?.getTime() === b.rebuildAskedAt?.getTime();
}

/** Conversations whose facts are not those that were counted. */
function differing(
  ids: readonly string[],
  now: readonly ReportFact[],
  before: readonly ReportFact[],
): string[] {
  const [a, b] = [textsOf(now), textsOf(before)];
  return ids.filter(
    (id) => (a.get(id) ?? []).toSorted().join('\n') !== (b.get(id) ?? []).toSorted().join('\n'),
  );
}

function textsOf(facts: readonly ReportFact[]): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const fact of facts) {
    const text = JSON.stringify([
      [fact.measure, fact.day, fact.hour, fact.policy, fact.bucket, fact.n],
      [fact.teamId, fact.channelId, fact.kind, fact.language, fact.tags],
    ]);
    const known = texts.get(fact.conversationId);
    if (known === undefined) texts.set(fact.conversationId, [text]);
    else known.push(text);
  }
  return texts;
}
