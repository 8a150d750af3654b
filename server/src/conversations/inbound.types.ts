import type { ConversationKind } from '@visavis/shared/api/channels';
import type { MessageVisibility } from '@visavis/shared/api/conversations';
import type { NormalizedPost, PostMedia } from '../connectors/connector.ts';
import type { RecognisedContact } from '../contacts/contact.types.ts';
import type { ConversationState } from './conversation.types.ts';

/** What intake must know of a message that it holds already. */
export interface KnownMessage {
  id: string;
  externalId: string;
  rootExternalId: string | null;
  inReplyToExternalId: string | null;
  type: 'inbound' | 'reply' | 'note';
  isOwn: boolean;
  text: string;
  postedAt: Date;
  orderedAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  conversationId: string | null;
  /** Root of that conversation. */
  conversationRoot: string | null;
}

/** A conversation that a batch touches, locked. */
export interface KnownConversation extends ConversationState {
  rootExternalId: string;
  generation: number;
  subject: string;
  excerpt: string;
  lastMessageAt: Date;
}

/** An earlier wording. */
export interface KeptVersion {
  messageId: string;
  text: string;
  at: Date;
}

/** A post that becomes a message. */
export interface Creation {
  id: string;
  post: NormalizedPost;
  /** As it stands after everything else in the batch about the same post. */
  text: string;
  media: PostMedia[];
  orderedAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  /** How often it changed within the batch: each raises the sequence. */
  changes: number;
  /** Null for posts of our own. */
  contact: RecognisedContact | null;
  isHistory: boolean;
}

/** Something new about a message that we hold. */
export interface Change {
  message: KnownMessage;
  text: string;
  media: PostMedia[] | null;
  editedAt: Date | null;
  deletedAt: Date | null;
  changes: number;
}

/** A batch, each post told apart: new, changed, or known. */
export interface Folded {
  outcomes: ('accepted' | 'duplicate')[];
  creations: Creation[];
  changes: Change[];
  versions: KeptVersion[];
}

/** The conversation that a new message goes into: one we hold, or one to be opened. */
export interface Thread {
  id: string;
  rootExternalId: string;
  generation: number;
  existing: KnownConversation | null;
}

export interface PlacedCreation extends Creation {
  thread: Thread;
  /** What the others of the thread go back to, as far as we know. */
  isRoot: boolean;
}

/** A conversation that turns out to be part of another one, because the post that joins them came late. */
export interface Merge {
  from: KnownConversation;
  into: Thread;
}

/** A message that moved with its conversation. */
export interface MovedMessage {
  messageId: string;
  conversationId: string;
  contactId: string | null;
  addressesUs: boolean;
  orderedAt: Date;
  receivedAt: Date;
  deletedAt: Date | null;
}

/** A row of `conversation` to be inserted. */
export interface NewConversation {
  id: string;
  contactId: string;
  rootExternalId: string;
  generation: number;
  kind: ConversationKind;
  visibility: MessageVisibility;
  status: ConversationState['status'];
  subject: string;
  excerpt: string;
  language: string | null;
  rating: number | null;
  unread: boolean;
  lastCustomerMessageAt: Date;
  lastMessageAt: Date;
  closedAt: Date | null;
  isHistory: boolean;
  sequence: number;
}

/** What a batch does to a conversation that is there already. */
export interface UpdatedConversation {
  before: KnownConversation;
  after: KnownConversation;
}

/** A message row to be inserted; its conversation is null for what is kept as context only. */
export interface NewMessage {
  creation: Creation;
  conversationId: string | null;
  /** Null for a parent that has not come yet, or that we never see. */
  parentId: string | null;
  sequence: number;
}

/** A message row to be updated. */
export interface ChangedMessage {
  change: Change;
  sequence: number;
}
