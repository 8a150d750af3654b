import { Module } from '@nestjs/common';
import { PlatformModule } from './platform/platform.module.ts';

/** The modules in the order of server/layers.mjs, nothing else. */
@Module({
  imports: [PlatformModule],
})
export class AppModule {}
