import type { DeliveryState, Draft, MessageItem, MessageVisibility } from './conversations.ts';
import type { IsoInstant } from './page.ts';

export type SendWarning = 'personal-data';

export interface SendReplyRequest {
  /** Made by the client once per intended reply, at random: printable ASCII without blanks, 128 characters at most. */
  idempotencyKey: string;
  inReplyToMessageId: string;
  visibility: MessageVisibility;
  text: string;
  mediaIds?: string[];
  seenSequence: number;
  acknowledged?: SendWarning[];
}

export interface SendReplyAnswer {
  messageId: string;
  deliveryState: DeliveryState;
  /** Final: signature and check link included. */
  text: string;
  checkUrl: string;
  sendsAt: IsoInstant;
}

/** `POST /api/conversations/:id/replies/preview`: exactly what the network would show. */
export interface PreviewReplyRequest {
  visibility: MessageVisibility;
  text: string;
  /** Where it is known: some networks need the person answered in the text, and the signature speaks their language. */
  inReplyToMessageId?: string;
}

/** The code in a preview is a stand-in of the true length. */
export interface PreviewReplyAnswer {
  text: string;
  signature: string;
  length: number;
  limit: number | null;
  fits: boolean;
}

/** Details of the error `thread-moved`. */
export interface ThreadMovedDetails {
  sequence: number;
  messages: MessageItem[];
}

export interface MeasureTextRequest {
  network: string;
  text: string;
  options?: { limit?: number; reservedPerUrl?: number; spoiler?: string };
}

export interface ScanRequest {
  text: string;
}

export interface EditReplyRequest {
  text: string;
  acknowledged?: SendWarning[];
}

/** How a reply stands after somebody retried, edited or withdrew it. */
export interface ReplyStateAnswer {
  messageId: string;
  deliveryState: DeliveryState;
}

/** `DELETE /api/replies/:messageId`: taken back within the undo window; the draft is the agent's again. */
export interface UndoReplyAnswer extends ReplyStateAnswer {
  draft: Draft;
}

/** `GET` and `PUT /api/conversations/:id/draft`. */
export interface DraftAnswer {
  draft: Draft | null;
}
