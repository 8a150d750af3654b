import type { ChannelHealth, ChannelItem } from '@visavis/shared/api/channels';
import type { Channel } from './channel.types.ts';
import type { StoredChannel } from './channels.repository.ts';

/** A channel with the name of its team. */
export interface ChannelRow extends StoredChannel {
  teamName: string;
}

export function toChannel(row: StoredChannel): Channel {
  const { healthState, healthReason, healthSince, lastPostAt, lagSeconds, budget, ...rest } = row;
  return {
    ...rest,
    health: { state: healthState, reason: healthReason, since: healthSince, lastPostAt, lagSeconds, budget },
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
