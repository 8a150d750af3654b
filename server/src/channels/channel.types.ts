import type { ChannelHealthState } from '@visavis/shared/api/channels';

/** Our own account on the network, as the network names it. */
export interface ChannelAccount {
  externalId: string;
  handle: string | null;
  name: string | null;
  url: string | null;
}

/** Counting rules of the channel's own instance, handed to `measureText`. */
export interface ChannelMeasure {
  limit?: number;
  reservedPerUrl?: number;
}

/** Calls that the network still allows until `resetsAt` (ISO-8601). */
export interface ChannelBudget {
  remaining: number;
  limit: number;
  resetsAt: string;
}

/** A connected account as the rest of the server sees it: no secrets. */
export interface Channel {
  id: string;
  network: string;
  name: string;
  teamId: string;
  /** Posts older than this are history: no routing, no clock, not new. */
  since: Date;
  /** Fields of the manifest that are no secrets. */
  settings: Record<string, string>;
  account: ChannelAccount | null;
  textLimit: number | null;
  measure: ChannelMeasure;
  health: {
    state: ChannelHealthState;
    reason: string | null;
    since: Date;
    lastPostAt: Date | null;
    lagSeconds: number | null;
    budget: ChannelBudget | null;
  };
  pausedAt: Date | null;
  createdAt: Date;
}

/** What a batch of posts taught us about the channel, written together with them. */
export interface ChannelProgress {
  lastPostAt?: Date | null;
  lagSeconds?: number | null;
  budget?: { remaining: number; limit: number; resetsAt: Date } | null;
  /** When to ask again; untouched when absent. */
  nextPollAt?: Date;
}
