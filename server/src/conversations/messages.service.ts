import { Injectable } from '@nestjs/common';
import type { MessageItem } from '@visavis/shared/api/conversations';
import { AppConfig } from '../platform/config/app-config.ts';
import { presentMessage } from './message.presenter.ts';
import { type MessageRow, MessagesRepository } from './messages.repository.ts';

/** A place in a thread, for paging backwards. */
export interface ThreadPlace {
  orderedAt: Date;
  id: string;
}

/** Messages as screens show them; reads only. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly repository: MessagesRepository,
    private readonly config: AppConfig,
  ) {}

  /** By id, with the conversation each stands in; unknown ids are missing. */
  async byIds(
    ids: readonly string[],
  ): Promise<Map<string, { conversationId: string; message: MessageItem }>> {
    const rows = ids.length === 0 ? [] : await this.repository.byIds(ids);
    return new Map(
      rows.map((row) => [row.id, { conversationId: row.conversationId, message: this.present(row) }]),
    );
  }

  /** What a composer that has seen `sequence` does not know yet, in the order of the thread. */
  async changedAfter(conversationId: string, sequence: number): Promise<MessageItem[]> {
    return (await this.repository.changedAfter(conversationId, sequence)).map((row) => this.present(row));
  }

  /** How many replies that were taken back lie between a sequence and the present one: nothing to know of. */
  countCancelledAfter(conversationId: string, sequence: number): Promise<number> {
    return this.repository.countCancelledAfter(conversationId, sequence);
  }

  /** The newest `limit` before a place, in the order of the thread, and the place to go on from, if there is more. */
  async page(
    conversationId: string,
    before: ThreadPlace | null,
    limit: number,
  ): Promise<{ messages: MessageItem[]; next: ThreadPlace | null }> {
    const rows = await this.repository.newestBefore(conversationId, before, limit + 1);
    const shown = rows.slice(0, limit).reverse();
    const [oldest] = shown;
    return {
      messages: shown.map((row) => this.present(row)),
      next:
        rows.length > limit && oldest !== undefined ? { orderedAt: oldest.orderedAt, id: oldest.id } : null,
    };
  }

  private present(row: MessageRow): MessageItem {
    return presentMessage(row, this.config.publicUrl);
  }
}
