import { Module } from '@nestjs/common';
import { AgentsModule } from './agents/agents.module.ts';
import { MediaModule } from './media/media.module.ts';
import { OrganisationModule } from './organisation/organisation.module.ts';
import { PlatformModule } from './platform/platform.module.ts';

/** The modules in the order of server/layers.mjs, nothing else. */
@Module({
  imports: [PlatformModule, OrganisationModule, MediaModule, AgentsModule],
})
export class AppModule {}
