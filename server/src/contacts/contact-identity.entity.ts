import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { MediaEntity } from '../media/media.entity.ts';
import { ContactEntity } from './contact.entity.ts';

/** A contact's account on one network (or on one channel, where the network's ids hold only there). */
@Entity('contact_identity')
@Unique('uq_contact_identity_external', ['scope', 'externalId'])
@Index('ix_contact_identity_contact', ['contactId'])
@Index('ix_contact_identity_avatar', ['avatarMediaId'], { where: 'avatar_media_id IS NOT NULL' })
@Index('ix_contact_identity_words', { synchronize: false })
export class ContactIdentityEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_contact_identity' })
  id: string;

  @ForeignKey(() => ContactEntity, { name: 'fk_contact_identity_contact', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'contact_id' })
  contactId: string;

  /** Where `externalId` is unique: the network's id, or the channel's, by the manifest's `identityScope`. */
  @Column('text')
  scope: string;

  @Column('text', { name: 'external_id' })
  externalId: string;

  @Column('text')
  network: string;

  @Column('text', { nullable: true })
  handle: string | null;

  @Column('text')
  name: string;

  /** On the network; the picture itself is fetched and served from our own origin. */
  @Column('text', { name: 'avatar_source_url', nullable: true })
  avatarSourceUrl: string | null;

  @ForeignKey(() => MediaEntity, { name: 'fk_contact_identity_avatar', onDelete: 'SET NULL' })
  @Column('uuid', { name: 'avatar_media_id', nullable: true })
  avatarMediaId: string | null;

  @Column('text', { name: 'profile_url', nullable: true })
  profileUrl: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
