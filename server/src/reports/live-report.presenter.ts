import type { DueRow as PresentedDue, LiveChannelHealth, LiveTrouble } from '@visavis/shared/api/live';
import type { LiveReport, LiveTeamRow } from '@visavis/shared/api/reports';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import type { ChannelRow } from '../channels/channels.presenter.ts';
import { workTime } from '@visavis/shared/sla/work-time';
import { facePath } from '../agents/face-path.ts';
import { keptHours } from '../inbox/kept-hours.ts';
import type { Arrivals } from './live-arrivals.presenter.ts';
import {
  answerTimesOf,
  hiddenFigures,
  presentBacklog,
  presentLate,
  presentToday,
  sumOnTime,
} from './live-day.presenter.ts';
import type {
  AnswerTimesRows,
  BacklogChangeRow,
  BacklogRow,
  LateRow,
  LiveDay,
  OnTimeRow,
} from './live-day.repository.ts';
import type { HiddenToday } from './live-hidden.presenter.ts';
import type { DueRow, LiveTeamFigures } from './live-report.repository.ts';

const byAlphabet = new Intl.Collator('de');
const FACE = 64;

/** What a live report is made of. */
export interface LiveParts {
  teamIds: readonly string[] | null;
  hidden: HiddenToday;
  day: LiveDay;
  /** `2026-11-20` on the organisation's clock. */
  today: string;
  /** Of the day, on the same clock. */
  hour: number;
  stepMinutes: number;
  goalPercent: number;
  figures: readonly LiveTeamFigures[];
  due: readonly DueRow[];
  onTime: readonly OnTimeRow[];
  answers: AnswerTimesRows;
  backlog: readonly BacklogRow[];
  changes: readonly BacklogChangeRow[];
  arrivals: Arrivals;
  late: readonly LateRow[];
  channels: readonly ChannelRow[];
}

export function presentLiveReport(parts: LiveParts): LiveReport {
  const { figures, day, channels, teamIds, hidden } = parts;
  const sum = (of: (row: LiveTeamFigures) => number): number =>
    figures.reduce((total, row) => total + of(row), 0);
  const waits = figures.flatMap(({ longestWaitSince }) => longestWaitSince ?? []);
  const longest = waits.length === 0 ? null : new Date(Math.min(...waits.map((at) => at.getTime())));
  const { from, now } = day;
  // Rules bring conversations also through channels whose default is another team.
  const used = new Set(parts.backlog.map(({ channelId }) => channelId));
  const seen = channels.filter(
    ({ id, teamId }) => teamIds === null || teamIds.includes(teamId) || used.has(id),
  );
  return {
    at: now.toISOString(),
    dayEndsAt: day.to.toISOString(),
    waitingCount: sum((row) => row.waitingCount),
    longestWaitSince: longest?.toISOString() ?? null,
    overTargetCount: sum((row) => row.overTargetCount),
    soonCount: sum((row) => row.soonCount),
    quarterCount: sum((row) => row.quarterCount),
    teams: figures
      .map((row) => presentTeam(row, parts))
      .toSorted((one, other) => byAlphabet.compare(one.team.name, other.team.name)),
    dueNext: parts.due.map((row) => presentDue(row, now)),
    today: hidden.isTotalHidden
      ? hiddenFigures(parts.goalPercent)
      : presentToday(parts.onTime, parts.answers, parts),
    backlog: presentBacklog(parts.backlog, parts.changes, channels.map(channelRef), {
      from,
      now,
      stepMinutes: parts.stepMinutes,
    }),
    arrivals: parts.arrivals.cells(teamIds, hidden.isTotalHidden),
    rush: parts.arrivals.rush(teamIds),
    troubles: seen
      .filter(isInTrouble)
      .map((row) => presentTrouble(row, parts))
      .toSorted((one, other) => one.since.localeCompare(other.since)),
    late: parts.late.map((row) => presentLate(row, parts.arrivals.lateReasons(row))),
    channels: seen
      .map(presentHealth)
      .toSorted((one, other) => byAlphabet.compare(one.channel.name, other.channel.name)),
  };
}

const channelRef = ({ id, name, network }: ChannelRow) => ({ id, name, network });

/** As routing measures load: what we wait for the customer with takes nobody's time. */
const isOurTurn = (status: ConversationStatus): boolean => status === 'new' || status === 'open';

const isInTrouble = ({ healthState }: ChannelRow): boolean =>
  healthState === 'degraded' || healthState === 'reconnect';

function presentTrouble(row: ChannelRow, { backlog }: LiveParts): LiveTrouble {
  return {
    channel: channelRef(row),
    state: row.healthState,
    since: row.healthSince.toISOString(),
    openCount: backlog.reduce((sum, one) => sum + (one.channelId === row.id ? one.count : 0), 0),
  };
}

function presentHealth(row: ChannelRow): LiveChannelHealth {
  return {
    channel: channelRef(row),
    state: row.healthState,
    since: row.healthSince.toISOString(),
    lagSeconds: row.lagSeconds,
  };
}

function presentDue(row: DueRow, now: Date): PresentedDue {
  const { assigneeId, assigneeName, faceVersion, hours, targetMinutes, dueAt: deadlineAt } = row;
  const work =
    hours === null || targetMinutes === null
      ? undefined
      : workTime({ hours: keptHours(hours), targetMinutes, deadlineAt }, now);
  return {
    conversationId: row.conversationId,
    contactName: row.contactName,
    teamName: row.teamName,
    channel: { id: row.channelId, name: row.channelName, network: row.network },
    assignee:
      assigneeId === null || assigneeName === null
        ? null
        : { id: assigneeId, name: assigneeName, avatarUrl: facePath(assigneeId, faceVersion ?? 0, FACE) },
    dueAt: row.dueAt.toISOString(),
    startedAt: row.startedAt.toISOString(),
    soonAt: row.warnAt?.toISOString() ?? null,
    ...(work && { work }),
  };
}

function presentTeam(row: LiveTeamFigures, parts: LiveParts): LiveTeamRow {
  const { teamId, teamName, longestWaitSince, quarterCount: _quarter, ...figures } = row;
  const ofTeam = (one: { teamId: string }): boolean => one.teamId === teamId;
  const { hidden } = parts;
  return {
    team: { id: teamId, name: teamName },
    longestWaitSince: longestWaitSince?.toISOString() ?? null,
    ...figures,
    openCount: parts.backlog
      .filter((one) => ofTeam(one) && isOurTurn(one.status))
      .reduce((sum, { count }) => sum + count, 0),
    today:
      hidden.isTotalHidden || hidden.teamIds.has(teamId)
        ? null
        : {
            ...sumOnTime(parts.onTime.filter((one) => ofTeam(one) && one.day === parts.today)),
            ...answerTimesOf(parts.answers.times, teamId),
          },
  };
}
