import type { ConversationCounts, ConversationView } from '@visavis/shared/api/conversations';
import type { CountRow, MentionCountRow } from './inbox.types.ts';

/** Whose numbers: the agent's own teams, and the ones whose conversations they may see. */
export interface CountsViewer {
  agentId: string;
  teamIds: readonly string[];
  visibleTeamIds: ReadonlySet<string>;
}

type Tally = Pick<ConversationCounts, 'views' | 'teams' | 'channels'>;

const emptyTally = (): Tally => ({
  views: { mine: 0, new: 0, due: 0, waiting: 0, mentioned: 0, team: 0, all: 0 },
  teams: {},
  channels: {},
});

/** Groups that are the same for everybody, without assignees, and apart from them what each person has. */
export interface RolledUp {
  shared: CountRow[];
  byAssignee: ReadonlyMap<string, CountRow[]>;
  mentions: ReadonlyMap<string, MentionCountRow[]>;
}

/** Done once for all agents, so that each one's numbers take a few dozen additions. */
export function rollUp(groups: readonly CountRow[], mentions: readonly MentionCountRow[]): RolledUp {
  const shared = new Map<string, CountRow>();
  for (const group of groups) {
    const { teamId, channelId, status, count, dueCount } = group;
    const key = [teamId, channelId, status].join();
    const known = shared.get(key);
    if (known === undefined) shared.set(key, { ...group, assigneeId: null });
    else {
      known.count += count;
      known.dueCount += dueCount;
    }
  }
  return {
    shared: [...shared.values()],
    byAssignee: groupBy(groups, ({ assigneeId }) => assigneeId),
    mentions: groupBy(mentions, ({ agentId }) => agentId),
  };
}

/** The numbers of one agent. */
export function tallyCounts(
  { shared, byAssignee, mentions }: RolledUp,
  { agentId, teamIds, visibleTeamIds }: CountsViewer,
): ConversationCounts {
  const total = emptyTally();
  const active = emptyTally();
  const count = (group: CountRow, into: (tally: Tally) => void): void => {
    if (!visibleTeamIds.has(group.teamId)) return;
    into(total);
    if (group.status === 'new' || group.status === 'open') into(active);
  };
  const ownTeams = new Set(teamIds);
  for (const group of shared) count(group, (tally) => add(tally, group, ownTeams.has(group.teamId)));
  for (const group of byAssignee.get(agentId) ?? []) count(group, ({ views }) => (views.mine += group.count));
  for (const mention of mentions.get(agentId) ?? []) {
    if (!visibleTeamIds.has(mention.teamId)) continue;
    total.views.mentioned += mention.count;
    active.views.mentioned += mention.activeCount;
  }
  return { ...total, active };
}

function add({ views, teams, channels }: Tally, group: CountRow, isOwnTeam: boolean): void {
  const { teamId, channelId, count, dueCount } = group;
  for (const view of viewsOf(group, isOwnTeam)) views[view] += count;
  views.due += dueCount;
  teams[teamId] = (teams[teamId] ?? 0) + count;
  channels[channelId] = (channels[channelId] ?? 0) + count;
}

function viewsOf({ status }: CountRow, isOwnTeam: boolean): ConversationView[] {
  const views: ConversationView[] = ['all'];
  if (status === 'new') views.push('new');
  if (status === 'waiting' || status === 'snoozed') views.push('waiting');
  if (isOwnTeam) views.push('team');
  return views;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
