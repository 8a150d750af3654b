import { Controller, Get } from '@nestjs/common';
import type { ConnectorManifest } from '@visavis/shared/api/channels';
import type { Page } from '@visavis/shared/api/page';
import { AppConfig } from '../platform/config/app-config.ts';
import { Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ConnectorRegistry } from './connector.registry.ts';

@Controller('api/connectors')
@Requires('channel.read')
export class ConnectorsController {
  constructor(
    private readonly registry: ConnectorRegistry,
    private readonly config: AppConfig,
  ) {}

  /** The networks on offer: what a channel of each needs and what it can do. */
  @Get()
  list(): Page<ConnectorManifest> {
    const manifests = this.registry.manifests();
    return onePage(manifests.filter((manifest) => this.config.demo || manifest.demoOnly !== true));
  }
}
