import { bucketOf } from '@visavis/shared/reports/histogram';
import type { CountMeasure, Measure } from '@visavis/shared/reports/metrics';
import { noAnswerReasons } from '@visavis/shared/sla/sla-clock';
import { businessMinutesBetween } from '@visavis/shared/sla/business-time';
import { wallClockAt } from './report-days.ts';
import type { ReportClock, ReportFact, ReportSource } from './report.types.ts';

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
  for (const clock of source.clocks) addClock(facts, clock, source);
  return facts.all();
}

function addVolume(facts: Facts, source: ReportSource): void {
  const { messages, replies, reopenings } = source;
  const begun = messages.reduce<Date | null>(
    (first, at) => (first === null || at < first ? at : first),
    null,
  );
  if (begun !== null) {
    facts.add('conversations', begun);
    const [first] = replies;
    if (first !== undefined) facts.add('answered', begun, { by: [first.person] });
  }
  for (const at of messages) facts.add('messages', at);
  for (const at of reopenings) facts.add('reopenings', at, { by: everybody(source) });
}

function addReplies(facts: Facts, { replies }: ReportSource): void {
  replies.forEach(({ at, agentId, person }, index) => {
    const before = replies[index - 1];
    if (before === undefined) return;
    facts.add('followUps', at, { by: [person] });
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

function addClock(facts: Facts, clock: ReportClock, source: ReportSource): void {
  const { metric, policy, deadlineAt, metAt, breachedAt, cancelledAt, startedAt } = clock;
  const by = peopleOf(clock, source);
  // What ran out stays missed, also when it was answered or called off afterwards.
  if (deadlineAt !== null && (metAt !== null || breachedAt !== null)) {
    facts.add(`${metric}Due`, deadlineAt, { policy, by });
    if (breachedAt === null) facts.add(`${metric}Kept`, deadlineAt, { policy });
  }
  if (metAt !== null) {
    const working = businessMinutesBetween(clock.hours, startedAt, metAt, clock.pauses);
    const calendar = (metAt.getTime() - startedAt.getTime()) / MINUTE_MS;
    facts.add(`${metric}Working`, metAt, { policy, bucket: bucketOf(working), by });
    facts.add(`${metric}Calendar`, metAt, { policy, bucket: bucketOf(calendar) });
  }
  if (cancelledAt !== null) addDecision(facts, clock, cancelledAt, source);
  for (const { from, to } of clock.pauses) {
    facts.add('pauses', from, { policy, by: everybody(source) });
    const minutes = to === null ? 0 : Math.round((to.getTime() - from.getTime()) / MINUTE_MS);
    if (minutes > 0) facts.add('pausedMinutes', from, { policy, n: minutes });
  }
}

/** Whose work a clock tells of: whoever met it; of an answer that nobody gave, of nobody. */
function peopleOf({ metric, metAt, metByMessageId }: ReportClock, source: ReportSource): readonly number[] {
  const met = source.replies.find(({ id }) => id === metByMessageId);
  if (met !== undefined) return [met.person];
  const isAnswer = metric === 'firstResponse' || metric === 'nextResponse';
  return isAnswer && metAt === null ? [] : everybody(source);
}

/** Whoever wrote to the customer. */
function everybody({ replies }: ReportSource): readonly number[] {
  return [...new Set(replies.map(({ person }) => person))];
}

/** Counted once for each customer's turn: its answer clock, never the resolution that ended with it. */
function addDecision(facts: Facts, clock: ReportClock, at: Date, source: ReportSource): void {
  if (clock.metric !== 'firstResponse' && clock.metric !== 'nextResponse') return;
  const reason = clock.cancelReason === 'courtesy' ? 'courtesy' : clock.noAnswerReason;
  if (clock.cancelReason !== 'noAnswerNeeded' && clock.cancelReason !== 'courtesy') return;
  const known = noAnswerReasons.findIndex((one) => one === reason);
  const bucket = known < 0 ? noAnswerReasons.indexOf('other') : known;
  facts.add('noAnswerNeeded', at, { policy: clock.policy, bucket, by: everybody(source) });
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

  /** @param given.by numbers of the people whose work it tells of: they are counted where the figure lies */
  add(
    measure: Measure | CountMeasure,
    at: Date,
    given: { policy?: string; bucket?: number; n?: number; by?: readonly number[] } = {},
  ): void {
    const { policy = this.policy, bucket = 0, n = 1, by = [] } = given;
    for (const person of by) this.add('people', at, { policy, bucket: person });
    const { day, hour } = wallClockAt(at, this.timeZone);
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
