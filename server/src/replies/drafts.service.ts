import { Injectable } from '@nestjs/common';
import type { SaveDraftRequest } from '@visavis/shared/api/conversations';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import { Clock } from '../platform/clock.ts';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { type DraftKey, DraftsRepository, type StoredDraft } from './drafts.repository.ts';
import type { TypedReply } from './replies.types.ts';

/** What agents have typed and not sent: each has one draft in each conversation, and it survives whatever happens. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ConversationAccess,
    private readonly drafts: DraftsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `forbidden` */
  async find(agent: SignedInAgent, conversationId: string): Promise<StoredDraft | null> {
    await this.access.require(agent, conversationId, 'conversation.reply');
    return this.drafts.find({ conversationId, agentId: agent.agentId });
  }

  /** @throws DomainError `not-found`, `forbidden` */
  async save(agent: SignedInAgent, conversationId: string, typed: SaveDraftRequest): Promise<StoredDraft> {
    await this.access.require(agent, conversationId, 'conversation.reply');
    const draft: StoredDraft = {
      text: typed.text,
      visibility: typed.visibility,
      inReplyToMessageId: typed.inReplyToMessageId ?? null,
      mediaIds: typed.mediaIds ?? [],
      updatedAt: this.clock.now(),
    };
    await this.uow.run((tx) => this.drafts.save(tx, { conversationId, agentId: agent.agentId }, draft));
    return draft;
  }

  /** @throws DomainError `not-found`, `forbidden` */
  async discard(agent: SignedInAgent, conversationId: string): Promise<void> {
    await this.access.require(agent, conversationId, 'conversation.reply');
    await this.uow.run((tx) => this.drafts.remove(tx, { conversationId, agentId: agent.agentId }));
  }

  /** Step: what was typed has become a reply. */
  async clear(tx: Tx, key: DraftKey): Promise<void> {
    await this.drafts.remove(tx, key);
  }

  /** Step: a reply was taken back. A draft begun meanwhile stays. @returns the draft as it is now */
  async restore(tx: Tx, key: DraftKey, typed: TypedReply): Promise<StoredDraft> {
    return this.drafts.restore(tx, key, { ...typed, updatedAt: this.clock.now() });
  }
}
