import type {
  MastodonAccount,
  MastodonAttachment,
  MastodonMention,
  MastodonNotification,
  MastodonStatus,
} from './mastodon.types.ts';

export type Fields = Record<string, unknown>;

/** JSON of a server, field by field: nothing it says is believed before it has been looked at. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Null for anything but a text with something in it. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A positive number, or null. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}

/** Null for what is no account: without an id nobody can be recognised. */
export function accountOf(value: unknown): MastodonAccount | null {
  const fields = fieldsOf(value);
  const id = idOf(fields.id);
  const acct = textOf(fields.acct) ?? textOf(fields.username);
  if (id === null || acct === null) return null;
  return {
    id,
    acct,
    username: textOf(fields.username) ?? acct.split('@')[0] ?? acct,
    display_name: textOf(fields.display_name) ?? '',
    url: textOf(fields.url) ?? textOf(fields.uri),
    avatar_static: textOf(fields.avatar_static) ?? textOf(fields.avatar),
  };
}

/** Null for what is no status, or none that can be stored. */
export function statusOf(value: unknown): MastodonStatus | null {
  const fields = fieldsOf(value);
  const id = idOf(fields.id);
  const account = accountOf(fields.account);
  const createdAt = instantOf(fields.created_at);
  if (id === null || account === null || createdAt === null) return null;
  return {
    id,
    account,
    created_at: createdAt,
    edited_at: instantOf(fields.edited_at),
    in_reply_to_id: idOf(fields.in_reply_to_id),
    in_reply_to_account_id: idOf(fields.in_reply_to_account_id),
    // What does not say who may read it counts as private.
    visibility: textOf(fields.visibility) ?? 'direct',
    language: textOf(fields.language),
    url: textOf(fields.url) ?? textOf(fields.uri),
    content: textOf(fields.content) ?? '',
    spoiler_text: textOf(fields.spoiler_text) ?? '',
    mentions: listOf(fields.mentions).flatMap(mentionOf),
    media_attachments: listOf(fields.media_attachments).flatMap(attachmentOf),
  };
}

export function statusesOf(value: unknown): MastodonStatus[] {
  return listOf(value).flatMap((one) => statusOf(one) ?? []);
}

export function notificationOf(value: unknown): MastodonNotification | null {
  const fields = fieldsOf(value);
  const id = idOf(fields.id);
  const createdAt = instantOf(fields.created_at);
  if (id === null || createdAt === null) return null;
  return { id, type: textOf(fields.type) ?? '', created_at: createdAt, status: statusOf(fields.status) };
}

/** Some servers number their ids, and JSON numbers lose digits: only whole small ones are taken. */
export function idOf(value: unknown): string | null {
  return Number.isSafeInteger(value) ? String(value) : textOf(value);
}

function instantOf(value: unknown): Date | null {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(milliseconds) ? new Date(milliseconds) : null;
}

function mentionOf(value: unknown): MastodonMention[] {
  const { id, acct, url } = fieldsOf(value);
  const [known, name] = [idOf(id), textOf(acct)];
  return known === null || name === null ? [] : [{ id: known, acct: name, url: textOf(url) }];
}

function attachmentOf(value: unknown): MastodonAttachment[] {
  const fields = fieldsOf(value);
  const id = idOf(fields.id);
  if (id === null) return [];
  return [
    {
      id,
      type: textOf(fields.type) ?? 'unknown',
      url: textOf(fields.url) ?? textOf(fields.remote_url),
      preview_url: textOf(fields.preview_url),
      description: textOf(fields.description),
    },
  ];
}
