import type { MessageVisibility } from '@visavis/shared/api/conversations';
import type { SendReplyAnswer } from '@visavis/shared/api/replies';

/** What is done on the network: `create` sends the reply, the others change what stands there. */
export type DeliveryOperation = 'create' | 'edit' | 'delete';

/**
 * - `queued` to be sent at `nextAttemptAt`: held back for undoing, or waiting for the next try
 * - `sending` a worker is on the network with it; when its lease runs out, the outcome is unknown
 * - `unknown` the outcome cannot be read: to be looked up on the network at `nextAttemptAt`
 * - `looking` a worker is looking it up
 * - `parked` the channel is paused or needs new credentials; goes on by itself when it is well again
 * - `done`, `failed`, `cancelled` over, until somebody retries or edits it
 */
export type OutboxState =
  | 'queued'
  | 'sending'
  | 'unknown'
  | 'looking'
  | 'parked'
  | 'done'
  | 'failed'
  | 'cancelled';

/** What the agent typed, for restoring the draft and for signing another wording. */
export interface TypedReply {
  text: string;
  visibility: MessageVisibility;
  inReplyToMessageId: string;
  mediaIds: string[];
}

/** Why the last try did not succeed; the kind is a `ConnectorErrorKind` or `paused`. */
export interface DeliveryFailure {
  kind: string;
  detail: string;
}

/** One reply on its way out. */
export interface Delivery {
  messageId: string;
  conversationId: string;
  channelId: string;
  agentId: string;
  operation: DeliveryOperation;
  state: OutboxState;
  idempotencyKey: string;
  answer: SendReplyAnswer;
  typed: TypedReply;
  /** Final wording on its way to replace what stands on the network; null for `create` and `delete`. */
  newText: string | null;
  /** The typed part of `newText`. */
  newTyped: string | null;
  /** The same in every try of one wording. */
  deliveryId: string;
  recordKey: string;
  attempts: number;
  sendAt: Date;
  nextAttemptAt: Date | null;
  lockedUntil: Date | null;
  lockedBy: string | null;
  firstAttemptedAt: Date | null;
  /** Since when it is being tried without a break: giving up counts from here. */
  triedSince: Date;
  /** It may stand on the network already: it must be looked up before it is sent again. */
  isInDoubt: boolean;
  lastError: DeliveryFailure | null;
  acceptedAt: Date | null;
}
