import { Injectable } from '@nestjs/common';
import type { ConversationRef } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** One or two stars of five: somebody is angry in public. */
const BAD_RATING = 2;

/** Sorts what has arrived, before anybody sees it. First form: the team is the channel's, bad reviews come first. */
@Injectable()
export class ClassifyService {
  constructor(private readonly conversations: ConversationsService) {}

  /** Only what is new: the priority of a reopened conversation is what somebody made it. */
  async classify(tx: Tx, refs: readonly ConversationRef[]): Promise<void> {
    const bad = refs.filter(
      ({ status, rating, isHistory }) =>
        status === 'new' && !isHistory && rating !== null && rating <= BAD_RATING,
    );
    if (bad.length === 0) return;
    await this.conversations.setPriority(
      tx,
      bad.map(({ id }) => id),
      'high',
      null,
    );
  }
}
