import { Module } from '@nestjs/common';
import { ConnectorRegistry, discoverConnectors } from './connector.registry.ts';
import { ConnectorsController } from './connectors.controller.ts';

/**
 * Owns the networks: one folder each, behind one contract. No tables, no facts.
 * A connector knows no database, no queue and no agent.
 */
@Module({
  controllers: [ConnectorsController],
  providers: [
    { provide: ConnectorRegistry, useFactory: async () => new ConnectorRegistry(await discoverConnectors()) },
  ],
  exports: [ConnectorRegistry],
})
export class ConnectorsModule {}
