import type { ConnectorModule } from '../connector.ts';
import { BlueskyConnector } from './bluesky.connector.ts';
import { blueskyManifest } from './bluesky.manifest.ts';

export const connectorModule: ConnectorModule = {
  manifest: blueskyManifest,
  create: (context) => new BlueskyConnector(context),
};
