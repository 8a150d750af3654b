import type {
  AlertCallFault,
  AlertedConversation,
  AlertRecipients,
  AlertTrigger,
  AlertedChannel,
} from '@visavis/shared/api/alerts';
import type { NoticeKind, NoticeWays } from '@visavis/shared/api/notices';

/** How many conversations or channels a call to a webhook names; `count` tells how many there are. */
export const MOST_NAMED = 20;

export const noticeKindOf: Readonly<Record<AlertTrigger, NoticeKind>> = {
  warning: 'slaWarning',
  breach: 'slaBreach',
  channelDown: 'channelDown',
};

/** A clock that a fact says has warned or is late. */
export interface HeardAlert {
  /** Null in facts from before there were several clocks in a conversation. */
  targetId: string | null;
  conversationId: string;
  trigger: Exclude<AlertTrigger, 'channelDown'>;
}

/** What one turn has to tell one person, before anybody asked how they want to be told. */
export interface PlannedAlert {
  agentId: string;
  trigger: AlertTrigger;
  /** Conversations, or channels. */
  count: number;
  /** The first of them; one of the two is null. */
  conversationId: string | null;
  channelId: string | null;
  /** The row of `sla_alert` or `channel_alert` of that first one. */
  sourceId: string;
  /** The newest. */
  at: Date;
  /** What the rules say. */
  ruled: NoticeWays;
  /** What the person chose; null where they chose nothing. */
  ways: Partial<Record<NoticeKind, NoticeWays>> | null;
}

/** An alert as it becomes a notice. */
export interface NewAlertNotice extends NoticeWays {
  id: string;
  agentId: string;
  kind: NoticeKind;
  count: number;
  conversationId: string | null;
  channelId: string | null;
  sourceId: string;
  at: Date;
}

/** What one turn has to tell one webhook. */
export interface PlannedCall {
  webhookId: string;
  trigger: AlertTrigger;
  count: number;
  conversations: Omit<AlertedConversation, 'url'>[];
  channels: AlertedChannel[];
}

/** A call that this process has taken on. */
export interface ClaimedCall extends PlannedCall {
  id: string;
  createdAt: Date;
  attempts: number;
  url: string;
  sealedSecret: string;
}

export interface AlertRuleRow {
  id: string;
  teamId: string | null;
  teamName: string | null;
  on: AlertTrigger;
  to: AlertRecipients;
  agentIds: string[];
  ways: NoticeWays;
  webhookId: string | null;
  webhookName: string | null;
  isActive: boolean;
  version: number;
}

export interface AlertWebhookRow {
  id: string;
  name: string;
  url: string;
  sealedSecret: string;
  lastAt: Date | null;
  lastStatus: number | null;
  lastFault: AlertCallFault | null;
  waiting: number;
}

export interface CallOutcome {
  status: number | null;
  /** Null when it went well. */
  fault: AlertCallFault | null;
}
