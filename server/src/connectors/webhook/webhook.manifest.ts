import type { ConnectorManifest } from '@visavis/shared/api/channels';

export const webhookManifest: ConnectorManifest = {
  id: 'webhook',
  name: 'Webhook',
  // Two hooks reaching into each other.
  icon: 'M9 3v7a4 4 0 1 1-4 4M15 21v-7a4 4 0 1 1 4-4M9 3l-3 3M9 3l3 3M15 21l3-3M15 21l-3-3',
  kinds: ['mention', 'comment', 'review', 'message'],
  fields: [
    {
      name: 'callbackUrl',
      kind: 'url',
      required: false,
      label: { de: 'Rückrufadresse', en: 'Callback address' },
      help: {
        de: 'Dorthin schickt Visavis signierte Antworten. Ohne Adresse kommen Beiträge an, Antworten gehen aber nicht hinaus.',
        en: 'Visavis sends signed replies there. Without an address posts arrive, but replies cannot go out.',
      },
      placeholder: 'https://example.com/visavis',
    },
    {
      name: 'secret',
      kind: 'secret',
      required: false,
      label: { de: 'Geheimnis', en: 'Secret' },
      help: {
        de: 'Unterschreibt beide Richtungen. Leer lassen: Visavis denkt sich eines aus und zeigt es einmal.',
        en: 'Signs both directions. Leave it empty and Visavis makes one up and shows it once.',
      },
    },
  ],
  capabilities: ['reply-public', 'reply-private', 'edit', 'delete', 'media'],
  textLimit: null,
  ingests: ['webhook'],
  identityScope: 'channel',
  checkedAgainst: 'document',
  media: {
    maxCount: 4,
    maxBytes: 10_000_000,
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    altLimit: 1500,
  },
};
