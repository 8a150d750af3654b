import type { ConnectorModule } from '../connector.ts';
import { WebhookConnector } from './webhook.connector.ts';
import { webhookManifest } from './webhook.manifest.ts';
import { prepareWebhookSettings } from './webhook.settings.ts';

export const connectorModule: ConnectorModule = {
  manifest: webhookManifest,
  create: (context) => new WebhookConnector(context),
  prepareSettings: prepareWebhookSettings,
};
