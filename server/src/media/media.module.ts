import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MediaBlobEntity } from './media-blob.entity.ts';
import { MediaEntity } from './media.entity.ts';

/**
 * Owns pictures: uploads of agents, faces, and what is fetched from networks, in the tables `media` and `media_blob`.
 * Emits `media.ready`.
 */
@Module({
  imports: [TypeOrmModule.forFeature([MediaEntity, MediaBlobEntity])],
})
export class MediaModule {}
