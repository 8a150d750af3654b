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

/** The numbers of one agent, out of groups that are the same for everybody. Pure. */
export function tallyCounts(
  groups: readonly CountRow[],
  mentions: readonly MentionCountRow[],
  viewer: CountsViewer,
): ConversationCounts {
  const total = emptyTally();
  const active = emptyTally();
  for (const group of groups) {
    if (!viewer.visibleTeamIds.has(group.teamId)) continue;
    add(total, group, viewer);
    if (group.status === 'new' || group.status === 'open') add(active, group, viewer);
  }
  for (const { agentId, teamId, count, activeCount } of mentions) {
    if (agentId !== viewer.agentId || !viewer.visibleTeamIds.has(teamId)) continue;
    total.views.mentioned += count;
    active.views.mentioned += activeCount;
  }
  return { ...total, active };
}

function add(tally: Tally, group: CountRow, viewer: CountsViewer): void {
  const { views, teams, channels } = tally;
  for (const view of viewsOf(group, viewer)) views[view] += group.count;
  teams[group.teamId] = (teams[group.teamId] ?? 0) + group.count;
  channels[group.channelId] = (channels[group.channelId] ?? 0) + group.count;
}

function viewsOf(
  { assigneeId, status, isDue, teamId }: CountRow,
  { agentId, teamIds }: CountsViewer,
): ConversationView[] {
  const views: ConversationView[] = ['all'];
  if (assigneeId === agentId) views.push('mine');
  if (status === 'new') views.push('new');
  if (status === 'waiting' || status === 'snoozed') views.push('waiting');
  if (isDue) views.push('due');
  if (teamIds.includes(teamId)) views.push('team');
  return views;
}
