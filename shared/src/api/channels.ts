import type { IsoInstant } from './page.ts';
import type { TeamRef } from './session.ts';

/** How a network behaves and what it needs: data only, so that the browser draws forms, icons and counters from it. */
export interface ConnectorManifest {
  id: string;
  name: string;
  /** Path data of a neutral 24 px glyph of our own drawing. */
  icon: string;
  kinds: ConversationKind[];
  fields: CredentialField[];
  capabilities: ConnectorCapability[];
  /** Null where the channel's own instance decides; then the channel's `textLimit` holds. */
  textLimit: number | null;
  ingests: ('webhook' | 'poll' | 'stream')[];
  /** Whether ids of authors are unique in the whole network or only within one channel. */
  identityScope: 'network' | 'channel';
  checkedAgainst: 'peer' | 'document' | 'notes';
  media: { maxCount: number; maxBytes: number; mimeTypes: string[]; altLimit: number } | null;
  /**
   * For how long the network takes answers to conversations of these kinds, counted from the customer's last message. Real
   * hours by the network's time, whatever our calendars say. Missing where answering has no end.
   */
  replyWindow?: { kinds: ConversationKind[]; hours: number };
  /** Only offered in the demonstration. */
  demoOnly?: boolean;
}

export type ConversationKind = 'mention' | 'comment' | 'review' | 'message';

export type ConnectorCapability =
  | 'reply-public'
  | 'reply-private'
  | 'edit'
  | 'delete'
  | 'media'
  | 'hide'
  | 'like'
  | 'look-up';

export interface CredentialField {
  name: string;
  kind: 'text' | 'url' | 'secret';
  required: boolean;
  /** Sentences by locale: the label, and help for where to find the value. */
  label: { de: string; en: string };
  help: { de: string; en: string };
  placeholder?: string;
}

export interface CreateChannelRequest {
  network: string;
  name: string;
  teamId?: string;
  since?: IsoInstant;
  settings: Record<string, string>;
}

export type ChannelHealthState = 'healthy' | 'degraded' | 'reconnect' | 'paused';

export interface ChannelHealth {
  state: ChannelHealthState;
  since: IsoInstant;
  lastPostAt: IsoInstant | null;
  lagSeconds: number | null;
  /** Machine-readable: a `ConnectorError` kind, or `paused-by-hand`; the client has a sentence for each. */
  reason?: string;
  /** Remaining calls where the network tells them. */
  budget?: { remaining: number; limit: number; resetsAt: IsoInstant };
}

export interface ChannelItem {
  id: string;
  network: string;
  name: string;
  team: TeamRef;
  since: IsoInstant;
  /** Our own account there, as the network names it. */
  account: { externalId: string; handle: string | null; name: string | null; url: string | null } | null;
  settings: Record<string, string>;
  textLimit: number | null;
  health: ChannelHealth;
  createdAt: IsoInstant;
}

export interface CreatedChannel extends ChannelItem {
  hookUrl?: string;
  /** Shown once. */
  secret?: string;
}

export interface ChannelTest {
  ok: boolean;
  checks: { name: string; ok: boolean; detail: string }[];
}

export interface UpdateChannelRequest {
  name?: string;
  teamId?: string;
  settings?: Record<string, string>;
}
