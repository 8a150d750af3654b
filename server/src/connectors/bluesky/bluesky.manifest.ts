import type { ConnectorManifest } from '@visavis/shared/api/channels';

export const blueskyManifest: ConnectorManifest = {
  id: 'bluesky',
  name: 'Bluesky',
  // A paper plane over the horizon.
  icon: 'M4 10 20 4l-5 12-4-4zM11 12l9-8M3 20h18',
  kinds: ['mention', 'comment'],
  fields: [
    {
      name: 'identifier',
      kind: 'text',
      required: true,
      label: { de: 'Handle des Kontos', en: 'Handle of the account' },
      help: {
        de: 'Der vollständige Name des Kontos, ohne das @ davor.',
        en: 'The full name of the account, without the @ in front.',
      },
      placeholder: 'example.bsky.social',
    },
    {
      name: 'appPassword',
      kind: 'secret',
      required: true,
      label: { de: 'App-Passwort', en: 'App password' },
      help: {
        de: 'In Bluesky unter Einstellungen, Datenschutz und Sicherheit, App-Passwörter. Nicht das Passwort des Kontos.',
        en: 'In Bluesky under Settings, Privacy and security, App passwords. Not the password of the account.',
      },
      placeholder: 'xxxx-xxxx-xxxx-xxxx',
    },
    {
      name: 'service',
      kind: 'url',
      required: false,
      label: { de: 'Server', en: 'Server' },
      help: {
        de: 'Nur nötig, wenn das Konto auf einem eigenen Datenserver (PDS) liegt.',
        en: 'Only needed when the account lives on a data server (PDS) of its own.',
      },
      placeholder: 'https://bsky.social',
    },
  ],
  capabilities: ['reply-public', 'delete', 'media', 'look-up'],
  textLimit: 300,
  ingests: ['poll'],
  identityScope: 'network',
  checkedAgainst: 'peer',
  media: {
    maxCount: 4,
    maxBytes: 2_000_000,
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    altLimit: 2_000,
  },
};
