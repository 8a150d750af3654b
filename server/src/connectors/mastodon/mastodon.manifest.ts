import type { ConnectorManifest } from '@visavis/shared/api/channels';

export const mastodonManifest: ConnectorManifest = {
  id: 'mastodon',
  name: 'Mastodon',
  // Three places that know each other.
  icon: 'M12 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6M5 15a3 3 0 1 1 0 6 3 3 0 0 1 0-6M19 15a3 3 0 1 1 0 6 3 3 0 0 1 0-6M10.5 9l-4 6M13.5 9l4 6M8 18h8',
  kinds: ['mention', 'comment', 'message'],
  fields: [
    {
      name: 'instanceUrl',
      kind: 'url',
      required: true,
      label: { de: 'Adresse der Instanz', en: 'Address of the instance' },
      help: {
        de: 'Die Seite, auf der sich Ihr Konto anmeldet. Auch Pleroma, Akkoma und GoToSocial werden verstanden.',
        en: 'The site where your account signs in. Pleroma, Akkoma and GoToSocial are understood as well.',
      },
      placeholder: 'https://social.example',
    },
    {
      name: 'accessToken',
      kind: 'secret',
      required: true,
      label: { de: 'Zugriffstoken', en: 'Access token' },
      help: {
        de: 'Einstellungen → Entwicklung → Neue Anwendung, mit den Rechten read:accounts, read:notifications, read:statuses, write:statuses und write:media.',
        en: 'Preferences → Development → New application, with the scopes read:accounts, read:notifications, read:statuses, write:statuses and write:media.',
      },
    },
  ],
  capabilities: ['reply-public', 'reply-private', 'edit', 'delete', 'media', 'look-up'],
  textLimit: null,
  ingests: ['poll', 'stream'],
  identityScope: 'network',
  checkedAgainst: 'document',
  media: {
    maxCount: 4,
    maxBytes: 10_000_000,
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    altLimit: 1500,
  },
};
