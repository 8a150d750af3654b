import { Injectable } from '@nestjs/common';
import type { NoticeKind } from '@visavis/shared/api/notices';
import { completeWays } from '@visavis/shared/notices/notice-settings';
import { newId } from '../platform/crypto/new-id.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { NoticesRepository } from './notices.repository.ts';
import type { NewTeamNotice, Reader } from './notification.types.ts';
import { TellingContextRepository } from './telling-context.repository.ts';

/** A wish to see figures of single people of a team. */
export interface UnlockWish {
  id: string;
  teamId: string;
  askedBy: string;
  purpose: string;
}

type About = Pick<NewTeamNotice, 'kind' | 'teamId' | 'actorAgentId' | 'sourceId' | 'text' | 'at'>;

const ASKED: NoticeKind = 'unlockAsked';
const LONGEST_TEXT = 280;

/** Tells of wishes to see figures of single people. Each step takes the transaction in which it happened. */
@Injectable()
export class TellUnlocksService {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly context: TellingContextRepository,
  ) {}

  /** Asks all who may agree: administrators, but whoever asked. */
  async asked(tx: Tx, { id, teamId, askedBy, purpose }: UnlockWish, at: Date): Promise<void> {
    const readers = (await this.context.administratorsIn(tx)).filter(({ agentId }) => agentId !== askedBy);
    const text = purpose.slice(0, LONGEST_TEXT);
    await this.tell(tx, readers, { kind: ASKED, teamId, actorAgentId: askedBy, sourceId: id, text, at });
  }

  /** Tells whoever asked, and nobody is asked any more. */
  async decided(tx: Tx, wish: UnlockWish, { by, at }: { by: string; at: Date }): Promise<void> {
    const { id, teamId, askedBy } = wish;
    await this.over(tx, id, at);
    const readers = await this.context.readerIn(tx, askedBy);
    const about = { kind: 'unlockDecided' as const, teamId, actorAgentId: by, sourceId: id, text: '', at };
    await this.tell(tx, readers, about);
  }

  /** The wish was taken back: nobody is asked any more. */
  async over(tx: Tx, wishId: string, at: Date): Promise<void> {
    const agentIds = (await this.context.administratorsIn(tx)).map(({ agentId }) => agentId);
    const saw = await this.notices.seeSource(tx, { kind: ASKED, sourceId: wishId, agentIds }, at);
    if (saw.length > 0) tx.emit({ type: 'notice.changed', agentIds: saw, hasNew: false });
  }

  private async tell(tx: Tx, readers: readonly Reader[], about: About): Promise<void> {
    const notices = readers.flatMap((reader): NewTeamNotice[] => {
      const ways = completeWays(reader.ways)[about.kind];
      if (!ways.inApp && !ways.browser && !ways.mail) return [];
      return [{ ...about, ...ways, id: newId(about.at), agentId: reader.agentId }];
    });
    if (notices.length === 0) return;
    const told = await this.notices.insertOfTeam(tx, notices);
    if (told.length > 0) tx.emit({ type: 'notice.changed', agentIds: told, hasNew: true });
  }
}
