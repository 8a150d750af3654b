import type { LiveReport, LiveTeamRow } from '@visavis/shared/api/reports';
import type { DueRow, LiveTeamFigures } from './live-report.repository.ts';

const byAlphabet = new Intl.Collator('de');

export function presentLiveReport(
  figures: readonly LiveTeamFigures[],
  due: readonly DueRow[],
  now: Date,
): LiveReport {
  const sum = (of: (row: LiveTeamFigures) => number): number =>
    figures.reduce((total, row) => total + of(row), 0);
  const waits = figures.flatMap(({ longestWaitSince }) => longestWaitSince ?? []);
  const longest = waits.length === 0 ? null : new Date(Math.min(...waits.map((at) => at.getTime())));
  return {
    at: now.toISOString(),
    waitingCount: sum((row) => row.waitingCount),
    longestWaitSince: longest?.toISOString() ?? null,
    overTargetCount: sum((row) => row.overTargetCount),
    soonCount: sum((row) => row.soonCount),
    teams: figures
      .map(presentTeam)
      .toSorted((one, other) => byAlphabet.compare(one.team.name, other.team.name)),
    dueNext: due.map(({ dueAt, startedAt, ...row }) => ({
      ...row,
      dueAt: dueAt.toISOString(),
      startedAt: startedAt.toISOString(),
    })),
  };
}

function presentTeam({ teamId, teamName, longestWaitSince, ...figures }: LiveTeamFigures): LiveTeamRow {
  return {
    team: { id: teamId, name: teamName },
    longestWaitSince: longestWaitSince?.toISOString() ?? null,
    ...figures,
  };
}
