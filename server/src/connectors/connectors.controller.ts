import { Controller, Get } from '@nestjs/common';
import type { ConnectorManifest } from '@visavis/shared/api/channels';
import { Requires } from '../platform/http/decorators.ts';
import { ConnectorRegistry } from './connector.registry.ts';

@Controller('api/connectors')
export class ConnectorsController {
  constructor(private readonly registry: ConnectorRegistry) {}

  /** The networks on offer: what a channel of each needs and what it can do. */
  @Get()
  @Requires('channel.read')
  list(): ConnectorManifest[] {
    return this.registry.manifests();
  }
}
