import type { SlaMetric } from '../sla/sla-clock.ts';
import type { ChannelHealthState } from './channels.ts';
import type { NoticeWays } from './notices.ts';
import type { IsoInstant } from './page.ts';

/** What sets an alert off: a clock that will soon be late, one whose deadline has passed, or a channel in trouble. */
export const alertTriggers = ['warning', 'breach', 'channelDown'] as const;
export type AlertTrigger = (typeof alertTriggers)[number];

/**
 * Who is told.
 *
 * `assignee`: whoever has the conversation, or the leads of its team while nobody has it; never of `channelDown`.
 * `leads`: the leads of the team, or the administrators where it has none.
 */
export const alertRecipients = ['assignee', 'leads', 'group'] as const;
export type AlertRecipients = (typeof alertRecipients)[number];

/** `GET /api/alert-rules`. */
export interface AlertRuleItem {
  id: string;
  /** Null applies to every team. */
  team: { id: string; name: string } | null;
  on: AlertTrigger;
  to: AlertRecipients;
  /** Of `group` only. */
  agentIds: string[];
  /** What reaches people; each of them may have chosen less. */
  ways: NoticeWays;
  /** Called as well, whoever is told. */
  webhook: { id: string; name: string } | null;
  isActive: boolean;
  /** Whether the one who asks may change it. */
  mayEdit: boolean;
  version: number;
}

/** `POST /api/alert-rules`, `PUT /api/alert-rules/:id`. */
export interface SaveAlertRuleRequest {
  teamId: string | null;
  on: AlertTrigger;
  to: AlertRecipients;
  /** At least one for `group`; others need none. */
  agentIds: string[];
  ways: NoticeWays;
  webhookId: string | null;
  isActive: boolean;
  /** Of the rule that was changed; 409 `version-conflict` when there is a newer one. */
  version?: number;
}

/** Why a call did not end well; `status`: the receiver answered something else than 2xx. */
export const alertCallFaults = [
  'status',
  'redirect',
  'timeout',
  'network',
  'tls',
  'refused',
  'too-large',
  'secret',
] as const;
export type AlertCallFault = (typeof alertCallFaults)[number];

/** What became of a call. */
export interface AlertCallResult {
  at: IsoInstant;
  ok: boolean;
  /** What the receiver answered; null when it did not. */
  status: number | null;
  fault: AlertCallFault | null;
}

/** `GET /api/alert-webhooks`. */
export interface AlertWebhookItem {
  id: string;
  name: string;
  host: string;
  /** For administrators only, because an address may be a secret by itself. */
  url: string | null;
  /** The newest call, tests included; null before the first. */
  last: AlertCallResult | null;
  /** Calls that are owed or will be tried again. */
  waiting: number;
}

/** `POST /api/alert-webhooks`, `PUT /api/alert-webhooks/:id`. */
export interface SaveAlertWebhookRequest {
  name: string;
  url: string;
}

/** `POST /api/alert-webhooks`, `POST /api/alert-webhooks/:id/secret`: the secret is shown here and never again. */
export interface CreatedAlertWebhook {
  webhook: AlertWebhookItem;
  secret: string;
}

/**
 * What a webhook receives, signed in `X-Visavis-Signature: sha256=<hex HMAC of the body>`. The same `deliveryId` may
 * come twice; nothing in it names a customer.
 */
export interface AlertCall {
  deliveryId: string;
  event: 'sla.warning' | 'sla.breached' | 'channel.down' | 'test';
  at: IsoInstant;
  /** How many conversations, or channels; however many, it is one call. */
  count: number;
  /** The conversation, the list of those that are late, or the channels. */
  url: string;
  /** The first of them, at most twenty; empty when it is about channels. */
  conversations: AlertedConversation[];
  /** Of `channel.down`: the first of them, at most twenty. */
  channels: AlertedChannel[];
}

/** A channel in trouble, as a webhook is told of it. */
export interface AlertedChannel {
  id: string;
  name: string;
  network: string;
  team: { id: string; name: string };
  state: Extract<ChannelHealthState, 'degraded' | 'reconnect'>;
  /** As in `ChannelHealth`. */
  reason: string | null;
  since: IsoInstant;
}

/** A late conversation, as a webhook is told of it: which clock, and no word of the customer. */
export interface AlertedConversation {
  id: string;
  url: string;
  team: { id: string; name: string };
  metric: SlaMetric;
  startedAt: IsoInstant;
  deadlineAt: IsoInstant;
}
