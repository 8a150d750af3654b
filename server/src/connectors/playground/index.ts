import type { ConnectorModule } from '../connector.ts';
import { PlaygroundConnector } from './playground.connector.ts';
import { playgroundManifest } from './playground.manifest.ts';

export const connectorModule: ConnectorModule = {
  manifest: playgroundManifest,
  create: (context) => new PlaygroundConnector(context),
};
