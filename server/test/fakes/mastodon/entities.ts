import { acctOf, htmlOf, profileUrl } from './html.ts';
import {
  DOMAIN,
  type FakeAccount,
  type FakeMedium,
  type FakeNotification,
  type FakeStatus,
  type MastodonStore,
} from './store.ts';

export type Json = Record<string, unknown>;

const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

export function accountJson(account: FakeAccount): Json {
  const picture = `https://files.${account.host ?? DOMAIN}/avatars/${account.username}.png`;
  return {
    id: account.id,
    username: account.username,
    acct: acctOf(account),
    display_name: account.displayName,
    locked: false,
    bot: false,
    group: false,
    indexable: false,
    created_at: '2024-03-01T00:00:00.000Z',
    note: '<p></p>',
    url: profileUrl(account),
    uri: `https://${account.host ?? DOMAIN}/users/${account.username}`,
    avatar: picture,
    avatar_static: picture,
    header: picture,
    header_static: picture,
    followers_count: 3,
    following_count: 5,
    statuses_count: 8,
    last_status_at: '2026-11-19',
    emojis: [],
    fields: [],
  };
}

export function ownAccountJson(account: FakeAccount): Json {
  return {
    ...accountJson(account),
    source: {
      privacy: 'public',
      sensitive: false,
      language: 'de',
      note: '',
      indexable: false,
      fields: [],
      follow_requests_count: 0,
    },
    role: { id: '-99', name: '', permissions: '65536', color: '', highlighted: false },
  };
}

export function statusJson(store: MastodonStore, status: FakeStatus): Json {
  const parent = store.status(status.inReplyTo);
  const { switches } = store;
  return {
    id: status.id,
    created_at: status.at.toISOString(),
    edited_at: status.editedAt?.toISOString() ?? null,
    in_reply_to_id: status.inReplyTo,
    in_reply_to_account_id: parent?.by.id ?? null,
    sensitive: status.spoiler !== '',
    spoiler_text: status.spoiler,
    visibility: status.visibility,
    language: status.language,
    uri: `https://${status.by.host ?? DOMAIN}/users/${status.by.username}/statuses/${status.id}`,
    url: `${profileUrl(status.by)}/${status.id}`,
    content: status.html ?? htmlOf(status.text, status.mentions),
    replies_count: 0,
    reblogs_count: 0,
    favourites_count: 0,
    account: accountJson(status.by),
    mentions: status.mentions.map((account) => ({
      id: account.id,
      username: account.username,
      acct: acctOf(account),
      url: profileUrl(account),
    })),
    media_attachments: status.media.map(mediumJson),
    tags: [],
    emojis: [],
    reblog: null,
    card: null,
    poll: null,
    ...(switches.software === 'pleroma' && { pleroma: { content: { 'text/plain': status.text } } }),
  };
}

export function mediumJson({ id, url, alt, mimeType, looksLeft }: FakeMedium): Json {
  return {
    id,
    type: mimeType.startsWith('image/') ? 'image' : 'video',
    url: looksLeft > 0 ? null : url,
    preview_url: looksLeft > 0 ? null : url,
    remote_url: null,
    description: alt === '' ? null : alt,
    blurhash: null,
    meta: {},
  };
}

export function notificationJson(store: MastodonStore, notification: FakeNotification): Json {
  const status = store.status(notification.statusId);
  return {
    id: notification.id,
    type: notification.type,
    group_key: `ungrouped-${notification.id}`,
    created_at: notification.at.toISOString(),
    account: accountJson(notification.by),
    status: status && statusJson(store, status),
  };
}

export function instanceJson(store: MastodonStore): Json {
  const { switches } = store;
  return {
    domain: DOMAIN,
    title: 'Social',
    version: versionOf(store),
    source_url: 'https://source.example/server',
    description: '',
    usage: { users: { active_month: 12 } },
    thumbnail: { url: `https://${DOMAIN}/thumbnail.png` },
    icon: [],
    languages: ['de'],
    configuration: configurationJson(store),
    registrations: { enabled: false, approval_required: false, message: null },
    ...(switches.software === 'mastodon' && { api_versions: { mastodon: apiVersionOf(switches.version) } }),
    contact: { email: 'admin@social.example', account: null },
    rules: [],
  };
}

export function oldInstanceJson(store: MastodonStore): Json {
  const { switches } = store;
  const isPleroma = switches.software === 'pleroma';
  const { urls, ...configuration } = configurationJson(store);
  return {
    uri: isPleroma ? `https://${DOMAIN}` : DOMAIN,
    title: 'Social',
    short_description: '',
    description: '',
    email: 'admin@social.example',
    version: versionOf(store),
    urls: { streaming_api: (urls as Json).streaming },
    stats: { user_count: 12, status_count: 345, domain_count: 67 },
    languages: ['de'],
    registrations: false,
    approval_required: false,
    invites_enabled: false,
    rules: [],
    // Pleroma says it in a word of its own, and says no more.
    ...(isPleroma ? { max_toot_chars: switches.maxCharacters } : { configuration }),
  };
}

function configurationJson({ switches, streamingUrl }: MastodonStore): Json {
  return {
    urls: { streaming: streamingUrl },
    accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
    statuses: {
      max_characters: switches.maxCharacters,
      max_media_attachments: 4,
      characters_reserved_per_url: 23,
    },
    media_attachments: {
      description_limit: 1500,
      supported_mime_types: PICTURE_TYPES,
      image_size_limit: 16_777_216,
      image_matrix_limit: 33_177_600,
      video_size_limit: 103_809_024,
      video_frame_rate_limit: 120,
      video_matrix_limit: 8_294_400,
    },
    polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
    translation: { enabled: false },
  };
}

function versionOf({ switches }: MastodonStore): string {
  if (switches.software === 'pleroma') return `2.7.2 (compatible; Pleroma ${switches.version})`;
  return switches.software === 'gotosocial' ? `${switches.version}+git-0a1b2c3` : switches.version;
}

/** As Mastodon has counted since 4.3. */
function apiVersionOf(version: string): number {
  const minor = Number(/^4\.(\d+)/.exec(version)?.[1] ?? 0);
  return minor >= 5 ? 7 : minor === 4 ? 4 : 2;
}
