import { bucketOf } from '@visavis/shared/reports/histogram';
import type { CountMeasure, Measure } from '@visavis/shared/reports/metrics';
import { noAnswerReasons } from '@visavis/shared/sla/sla-clock';
import { businessMinutesBetween } from '@visavis/shared/sla/business-time';
import { DAY_MS, zoneClock } from '@visavis/shared/sla/zone-clock';
import type { ReportClock, ReportFact, ReportSource } from './report.types.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** What a row can hold. */
const MOST = 2_000_000_000;

/**
 * What a conversation adds to the figures: nothing but a function of its stored rows, so that building anew gives the
 * same sums. Where each measure lies in time is said in `shared/reports/metrics.ts`.
 */
export function factsOf(source: ReportSource, timeZone: string): ReportFact[] {
  if (!source.isCounted) return [];
  const facts = new Facts(source, timeZone);
  addVolume(facts, source);
  addReplies(facts, source);
  addTurns(facts, source);
  for (const clock of source.clocks) addClock(facts, clock);
  return facts.all();
}

function addVolume(facts: Facts, { messages, replies, reopenings }: ReportSource): void {
  const begun = messages.reduce<Date | null>(
    (first, at) => (first === null || at < first ? at : first),
    null,
  );
  if (begun !== null) {
    facts.add('conversations', begun);
    if (replies.length > 0) facts.add('answered', begun);
  }
  for (const at of messages) facts.add('messages', at);
  for (const at of reopenings) facts.add('reopenings', at);
}

function addReplies(facts: Facts, { replies }: ReportSource): void {
  replies.forEach(({ at, agentId, person }, index) => {
    facts.add('people', at, { bucket: person });
    const before = replies[index - 1];
    if (before === undefined) return;
    facts.add('followUps', at);
    if (before.agentId === agentId) facts.add('sameFace', at);
  });
}

function addTurns(facts: Facts, { messages, replies, clocks }: ReportSource): void {
  const thanks = new Set(
    clocks
      .filter(({ cancelReason }) => cancelReason === 'courtesy')
      .map(({ startedAt }) => startedAt.getTime()),
  );
  let answers = 0;
  let isAwaited = false;
  for (const at of messages.toSorted((a, b) => a.getTime() - b.getTime())) {
    for (let reply = replies[answers]; reply !== undefined && reply.at < at; reply = replies[answers]) {
      isAwaited = false;
      answers += 1;
    }
    if (isAwaited || thanks.has(at.getTime())) continue;
    isAwaited = true;
    facts.add('turns', at);
  }
}

function addClock(facts: Facts, clock: ReportClock): void {
  const { metric, policy, deadlineAt, metAt, breachedAt, cancelledAt, startedAt } = clock;
  // What ran out stays missed, also when it was answered or called off afterwards.
  if (deadlineAt !== null && (metAt !== null || breachedAt !== null)) {
    facts.add(`${metric}Due`, deadlineAt, { policy });
    if (breachedAt === null) facts.add(`${metric}Kept`, deadlineAt, { policy });
  }
  if (metAt !== null) {
    const working = businessMinutesBetween(clock.hours, startedAt, metAt, clock.pauses);
    const calendar = (metAt.getTime() - startedAt.getTime()) / MINUTE_MS;
    facts.add(`${metric}Working`, metAt, { policy, bucket: bucketOf(working) });
    facts.add(`${metric}Calendar`, metAt, { policy, bucket: bucketOf(calendar) });
  }
  if (cancelledAt !== null) addDecision(facts, clock, cancelledAt);
  for (const { from, to } of clock.pauses) {
    facts.add('pauses', from, { policy });
    const minutes = to === null ? 0 : Math.round((to.getTime() - from.getTime()) / MINUTE_MS);
    if (minutes > 0) facts.add('pausedMinutes', from, { policy, n: minutes });
  }
}

/** Counted once for each customer's turn: its answer clock, never the resolution that ended with it. */
function addDecision(facts: Facts, clock: ReportClock, at: Date): void {
  if (clock.metric !== 'firstResponse' && clock.metric !== 'nextResponse') return;
  const reason = clock.cancelReason === 'courtesy' ? 'courtesy' : clock.noAnswerReason;
  if (clock.cancelReason !== 'noAnswerNeeded' && clock.cancelReason !== 'courtesy') return;
  const known = noAnswerReasons.findIndex((one) => one === reason);
  const bucket = known < 0 ? noAnswerReasons.indexOf('other') : known;
  facts.add('noAnswerNeeded', at, { policy: clock.policy, bucket });
}

/** Facts of one conversation, what is alike added up. */
class Facts {
  private readonly rows = new Map<string, ReportFact>();
  private readonly policy: string;

  constructor(
    private readonly source: ReportSource,
    private readonly timeZone: string,
  ) {
    this.policy = source.clocks[0]?.policy ?? '';
  }

  add(
    measure: Measure | CountMeasure,
    at: Date,
    given: { policy?: string; bucket?: number; n?: number } = {},
  ): void {
    const { policy = this.policy, bucket = 0, n = 1 } = given;
    const { day, hour } = placeOf(at, this.timeZone);
    const key = `${measure} ${day} ${hour} ${bucket} ${policy}`;
    const row = this.rows.get(key);
    if (row !== undefined) {
      row.n = Math.min(MOST, row.n + n);
      return;
    }
    const { id, teamId, channelId, kind, language, tags } = this.source;
    const dimensions = { teamId, channelId, kind, language: language ?? '', tags: [...new Set(tags)] };
    this.rows.set(key, {
      conversationId: id,
      measure,
      day,
      hour,
      policy,
      bucket,
      n: Math.min(MOST, n),
      ...dimensions,
    });
  }

  all(): ReportFact[] {
    return [...this.rows.values()];
  }
}

/** The day and hour on the organisation's clocks. */
function placeOf(at: Date, timeZone: string): { day: string; hour: number } {
  const clock = zoneClock(timeZone);
  const wall = at.getTime() + clock.offsetAt(at.getTime());
  return {
    day: new Date(Math.floor(wall / DAY_MS) * DAY_MS).toISOString().slice(0, 10),
    hour: Math.floor((((wall % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS),
  };
}
