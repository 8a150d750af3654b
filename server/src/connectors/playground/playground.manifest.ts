import type { ConnectorManifest } from '@visavis/shared/api/channels';

export const playgroundManifest: ConnectorManifest = {
  id: 'playground',
  name: 'Playground',
  // A swing on its frame.
  icon: 'M4 21 9 3h6l5 18M10 3v11M14 3v11M9 14h6v2H9z',
  kinds: ['mention', 'comment', 'message'],
  fields: [
    {
      name: 'address',
      kind: 'url',
      required: false,
      label: { de: 'Adresse', en: 'Address' },
      help: {
        de: 'Leer lassen: dann ist es der Spielplatz dieser Installation.',
        en: 'Leave it empty for the playground of this installation.',
      },
      placeholder: 'http://127.0.0.1:3000',
    },
    {
      name: 'token',
      kind: 'secret',
      required: true,
      label: { de: 'Schlüssel der Marke', en: 'Token of the brand' },
      help: {
        de: 'In der Vorführung ist dieser Kanal schon verbunden, der Schlüssel steht dort bereit.',
        en: 'In the demonstration this channel is connected already and has its token.',
      },
    },
  ],
  capabilities: ['reply-public', 'reply-private', 'edit', 'delete', 'media', 'look-up'],
  textLimit: 500,
  ingests: ['poll', 'webhook'],
  identityScope: 'network',
  checkedAgainst: 'peer',
  media: {
    maxCount: 4,
    maxBytes: 10_000_000,
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    altLimit: 1500,
  },
  // As networks with private messages have it; see `PRIVATE_WINDOW_HOURS` of the playground itself.
  replyWindow: { kinds: ['message'], hours: 24 },
  demoOnly: true,
};
