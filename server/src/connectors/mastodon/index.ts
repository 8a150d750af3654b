import type { ConnectorModule } from '../connector.ts';
import { composeText } from './mastodon.compose.ts';
import { MastodonConnector } from './mastodon.connector.ts';
import { mastodonManifest } from './mastodon.manifest.ts';

export const connectorModule: ConnectorModule = {
  manifest: mastodonManifest,
  create: (context) => new MastodonConnector(context),
  composeText,
};
