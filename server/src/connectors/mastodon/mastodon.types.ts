/** The fields that we read, after `mastodon.read.ts` has looked at them. Ids are opaque, on every server other ones. */
export interface MastodonAccount {
  id: string;
  username: string;
  /** `user@host`, or only `user` for an account of the instance that we ask. */
  acct: string;
  display_name: string;
  /** The same on every server that knows the account, unlike `id` and `acct`. */
  url: string | null;
  avatar_static: string | null;
}

export interface MastodonMention {
  id: string;
  acct: string;
  url: string | null;
}

export interface MastodonAttachment {
  id: string;
  type: string;
  url: string | null;
  preview_url: string | null;
  description: string | null;
}

export interface MastodonStatus {
  id: string;
  created_at: Date;
  edited_at: Date | null;
  in_reply_to_id: string | null;
  in_reply_to_account_id: string | null;
  /** public, unlisted, private or direct; other servers know more. */
  visibility: string;
  language: string | null;
  url: string | null;
  /** HTML. */
  content: string;
  /** The content warning, plain text. */
  spoiler_text: string;
  account: MastodonAccount;
  mentions: MastodonMention[];
  media_attachments: MastodonAttachment[];
}

export interface MastodonNotification {
  id: string;
  type: string;
  created_at: Date;
  /** Null when the post is deleted and its notification is not. */
  status: MastodonStatus | null;
}

/** A status to be posted; the fields of the server. */
export interface NewStatus {
  status: string;
  in_reply_to_id: string;
  visibility: string;
  spoiler_text?: string;
  language?: string;
  media_ids?: string[];
}

/** Other words for a status that stands there. What is left out is taken away. */
export interface ChangedStatus {
  status: string;
  spoiler_text?: string;
  language?: string;
  media_ids?: string[];
}

/** Who reads: our own account and its instance. */
export interface Viewer {
  accountId: string;
  /** The host part of handles of this instance. */
  domain: string;
}
