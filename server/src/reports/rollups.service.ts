import { Injectable } from '@nestjs/common';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { factsOf } from './facts-of.ts';
import { ReportFactsRepository, type Month } from './report-facts.repository.ts';
import { ReportStateRepository, type ReportStateRow } from './report-state.repository.ts';
import type { ReportFact } from './report.types.ts';

const BATCH = 500;
const REBUILD_BATCH = 2_000;
/** So many conversations that were erased and still count are looked for: if there are more, the sums are built anew anyway. */
const MOST_ORPHANS = 10_000;

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
    const fallback = await this.timeZone();
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
    while (!isStopped(signal)) {
      const state = await this.state.find();
      if (state === null || state.rebuildAskedAt === null) return;
      const ids = await this.facts.idsAfter(state.rebuildAfter, REBUILD_BATCH);
      const last = ids.at(-1);
      if (last === undefined) {
        await this.rebuildSums(state, signal);
        continue;
      }
      await this.uow.run(async (tx) => {
        await this.facts.lock(tx);
        // Somebody else may have done this batch meanwhile, or asked anew.
        const now = await this.state.read(tx);
        if (now === null || !isSame(now, state)) return;
        const facts = await this.read(tx, ids, state.timeZone);
        // What arrived while the sums were built is in some of them already: they move along.
        if (now.rebuildMonth === null) await this.facts.replaceFacts(tx, ids, facts);
        else await this.facts.replace(tx, ids, facts);
        await this.state.advance(tx, last, ids.length);
      });
    }
  }

  /**
   * Proves that what is counted is what messages and clocks say, and that the sums are what is counted. Conversations to
   * which something happened that has not been counted yet are not taken for wrong.
   *
   * @returns how many conversations and sums are wrong, null when `signal` stopped it
   */
  async check(signal?: AbortSignal): Promise<number | null> {
    let wrong = await this.wrongOrphans();
    const timeZone = (await this.state.find())?.timeZone ?? (await this.timeZone());
    for (let after: string | null = null; ;) {
      if (isStopped(signal)) return null;
      const ids: string[] = await this.facts.idsAfter(after, REBUILD_BATCH);
      if (ids.length === 0) break;
      wrong += await this.uow.run((tx) => this.wrongOf(tx, ids, timeZone));
      after = ids.at(-1) ?? null;
    }
    for (const month of await this.facts.months()) {
      if (isStopped(signal)) return null;
      wrong += await this.uow.run(async (tx) => {
        await this.facts.lock(tx);
        return this.facts.differences(tx, month);
      });
    }
    const found = wrong;
    await this.uow.run((tx) => this.state.noteCheck(tx, this.clock.now(), found));
    return wrong;
  }

  /** How many of these conversations are counted otherwise than their rows say. */
  private async wrongOf(tx: Tx, ids: readonly string[], timeZone: string): Promise<number> {
    await this.facts.lock(tx);
    const facts = await this.read(tx, ids, timeZone);
    const suspects = differing(ids, facts, await this.facts.counted(tx, ids));
    if (suspects.length === 0) return 0;
    const owed = await this.facts.owed(tx, suspects);
    return suspects.filter((id) => !owed.has(id)).length;
  }

  /** How many conversations are counted that are no more. */
  private async wrongOrphans(): Promise<number> {
    const orphans = await this.facts.orphans(MOST_ORPHANS);
    if (orphans.length === 0) return 0;
    const owed = await this.uow.run((tx) => this.facts.owed(tx, orphans));
    return orphans.length - owed.size;
  }

  /**
   * Month by month, so that counting goes on in between. What was built is kept in mind: whoever takes up an interrupted
   * rebuild, or works at the same one at the same time, builds no month a second time.
   */
  private async rebuildSums(asked: ReportStateRow, signal: AbortSignal | undefined): Promise<void> {
    await this.uow.run(async (tx) => {
      await this.facts.lock(tx);
      const state = await this.state.read(tx);
      // What sums that are built already were made of is taken off them by whoever counts, and must not be gone before.
      if (isSame(state, asked) && state?.rebuildMonth === null) await this.facts.dropOrphans(tx);
    });
    for (const month of await this.facts.months()) {
      if (isStopped(signal)) return;
      await this.uow.run(async (tx) => {
        await this.facts.lock(tx);
        const state = await this.state.read(tx);
        if (!isSame(state, asked) || isBuilt(state, month)) return;
        await this.facts.rebuildMonth(tx, month);
        await this.state.advanceMonth(tx, month.from);
      });
    }
    await this.uow.run(async (tx) => {
      await this.facts.lock(tx);
      if (isSame(await this.state.read(tx), asked)) await this.state.finish(tx, this.clock.now());
    });
  }

  private async timeZone(): Promise<string> {
    return (await this.organisation.find())?.timeZone ?? 'UTC';
  }

  private async read(tx: Tx, ids: readonly string[], timeZone: string): Promise<ReportFact[]> {
    return (await this.facts.sources(tx, ids)).flatMap((source) => factsOf(source, timeZone));
  }
}

function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function isSame(a: ReportStateRow | null, b: ReportStateRow): boolean {
  return a?.rebuildAfter === b.rebuildAfter && a.rebuildAskedAt?.getTime() === b.rebuildAskedAt?.getTime();
}

/** Days such as `2026-11-01` are ordered as their texts are. */
function isBuilt(state: ReportStateRow | null, { from }: Month): boolean {
  return state?.rebuildMonth != null && from <= state.rebuildMonth;
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
