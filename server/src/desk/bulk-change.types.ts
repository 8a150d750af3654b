import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';

/** A conversation before a change of many, and by what it is known that nothing happened to it since. */
export interface ChangedRow {
  id: string;
  assigneeId: string | null;
  status: ConversationStatus;
  /** ISO-8601, as JSON keeps it. */
  snoozedUntil: string | null;
  /** Whether it was put off until the customer has done something; rows from before that was kept do not say. */
  isForCustomer?: boolean;
  tags: string[];
  after: { deskVersion: number; sequence: number; tags: string[] };
}
