import { Injectable } from '@nestjs/common';
import type { MarkNoticesSeenRequest, NoticeCount, NoticeItem } from '@visavis/shared/api/notices';
import type { Page } from '@visavis/shared/api/page';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { isInstant } from '../platform/http/is-instant.ts';
import { decodeCursor, encodeCursor } from '../platform/http/keyset-cursor.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import { presentNotice } from './notices.presenter.ts';
import { NoticesRepository } from './notices.repository.ts';

const PAGE = 30;
const NOTHING: NoticeCount = { unseen: 0, unseenMentions: 0 };

/** Everybody's own notices: reading them, and having seen them. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The newest first. @throws DomainError `malformed` for a cursor of another list */
  async list(agentId: string, query: { limit?: number; cursor?: string }): Promise<Page<NoticeItem>> {
    const limit = query.limit ?? PAGE;
    const rows = await this.notices.list(agentId, placeOf(query.cursor), limit + 1);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(presentNotice),
      nextCursor: last === undefined ? null : encodeCursor([last.at.toISOString(), last.id]),
    };
  }

  async count(agentId: string): Promise<NoticeCount> {
    const [row] = await this.notices.counts([agentId]);
    return row === undefined ? NOTHING : { unseen: row.unseen, unseenMentions: row.unseenMentions };
  }

  /** Saying it twice changes nothing, and nobody can see for somebody else. @returns what is still new */
  async markSeen(agentId: string, { ids, conversationId }: MarkNoticesSeenRequest): Promise<NoticeCount> {
    const which = { ids: ids ?? null, conversationId: conversationId ?? null };
    await this.uow.run(async (tx) => {
      if (await this.notices.markSeen(tx, agentId, which, this.clock.now()))
        tx.emit({ type: 'notice.changed', agentIds: [agentId], hasNew: false });
    });
    return this.count(agentId);
  }
}

function placeOf(cursor: string | undefined): { at: string; id: string } | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const [at, id] = key;
  if (isInstant(at) && isId(id)) return { at, id };
  throw new DomainError(
    'malformed',
    { fields: [{ field: 'cursor', message: 'is not a cursor of this list' }] },
    'The cursor is not one of this list.',
  );
}
