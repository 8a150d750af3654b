import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FetchMediaProcessor } from './fetch-media.processor.ts';
import { FetchMediaService } from './fetch-media.service.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { LogoController } from './logo.controller.ts';
import { LogoService } from './logo.service.ts';
import { MediaBlobEntity } from './media-blob.entity.ts';
import { MediaToken } from './media-token.ts';
import { MediaController } from './media.controller.ts';
import { MediaEntity } from './media.entity.ts';
import { MediaRepository } from './media.repository.ts';
import { MediaService } from './media.service.ts';
import { PictureController } from './picture.controller.ts';

/**
 * Owns pictures, in the tables `media` and `media_blob`: uploads of agents, faces, the logo, and what is fetched from networks
 * through the outbound guard. Everything is re-encoded before it is kept and served from our own origin.
 * Emits `media.ready` when a picture that was to be fetched is settled: ready, failed or refused.
 */
@Module({
  imports: [TypeOrmModule.forFeature([MediaEntity, MediaBlobEntity]), OrganisationModule],
  controllers: [MediaController, PictureController, LogoController],
  providers: [MediaToken, MediaRepository, MediaService, LogoService, FetchMediaService, FetchMediaProcessor],
  exports: [MediaService],
})
export class MediaModule {}
