import type { NoticeKind, NoticeWays } from '@visavis/shared/api/notices';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';

/** How somebody chose to be told; without a row the defaults hold. */
@Entity('notice_settings')
@Check('ck_notice_settings_mail', 'mail_after_minutes > 0')
@Check('ck_notice_settings_quiet', '(quiet_from IS NULL) = (quiet_to IS NULL)')
export class NoticeSettingsEntity {
  @ForeignKey(() => AgentEntity, { name: 'fk_notice_settings_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_notice_settings' })
  agentId: string;

  @Column('jsonb')
  ways: Partial<Record<NoticeKind, NoticeWays>>;

  @Column('integer', { name: 'mail_after_minutes' })
  mailAfterMinutes: number;

  /** Wall-clock times `HH:MM` of the organisation. */
  @Column('text', { name: 'quiet_from', nullable: true })
  quietFrom: string | null;

  @Column('text', { name: 'quiet_to', nullable: true })
  quietTo: string | null;

  @Column('boolean', { name: 'shows_texts', default: false })
  showsTexts: boolean;
}
