import type { ChannelHealth, ChannelItem } from '@visavis/shared/api/channels';
import type { Channel } from './channel.types.ts';
import type { StoredChannel } from './channels.repository.ts';

/** A channel with the name of its team. */
export interface ChannelRow extends StoredChannel {
  teamName: string;
}

export function toChannel(row: StoredChannel): Channel {
  const { id, network, name, teamId, since, settings, account, textLimit, measure, pausedAt, createdAt } =
    row;
  const health = {
    state: row.healthState,
    reason: row.healthReason,
    since: row.healthSince,
    lastPostAt: row.lastPostAt,
    lagSeconds: row.lagSeconds,
    budget: row.budget,
  };
  return {
    id,
    network,
    name,
    teamId,
    since,
    settings,
    account,
    textLimit,
    measure,
    health,
    pausedAt,
    createdAt,
  };
}

/** A channel as `GET /api/channels` shows it: never a secret. */
export function presentChannel(row: ChannelRow): ChannelItem {
  return {
    id: row.id,
    network: row.network,
    name: row.name,
    team: { id: row.teamId, name: row.teamName },
    since: row.since.toISOString(),
    account: row.account,
    settings: row.settings,
    textLimit: row.textLimit,
    health: presentHealth(row),
    createdAt: row.createdAt.toISOString(),
  };
}

function presentHealth(row: ChannelRow): ChannelHealth {
  return {
    state: row.healthState,
    since: row.healthSince.toISOString(),
    lastPostAt: row.lastPostAt?.toISOString() ?? null,
    lagSeconds: row.lagSeconds,
    ...(row.healthReason === null ? {} : { reason: row.healthReason }),
    ...(row.budget === null ? {} : { budget: row.budget }),
  };
}
