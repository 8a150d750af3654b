import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { MediaEntity } from './media.entity.ts';

/** `original` is re-encoded and at most 4096 px; `preview` at most 640 px; the numbers are square crops of faces. */
export type MediaVariant = 'original' | 'preview' | '64' | '256' | '512';

@Entity('media_blob')
@Check('ck_media_blob_variant', `variant IN ('original', 'preview', '64', '256', '512')`)
export class MediaBlobEntity {
  @ForeignKey(() => MediaEntity, { name: 'fk_media_blob_media', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'media_id', primaryKeyConstraintName: 'pk_media_blob' })
  mediaId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_media_blob' })
  variant: MediaVariant;

  @Column('text', { name: 'mime_type' })
  mimeType: string;

  @Column('bytea')
  data: Buffer;
}
