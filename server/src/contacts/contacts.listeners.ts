import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { ContactsRepository } from './contacts.repository.ts';

/** What contacts make of facts from further left. */
@Injectable()
export class ContactsListeners {
  constructor(
    private readonly repository: ContactsRepository,
    private readonly uow: UnitOfWork,
  ) {}

  /** A picture of somebody was fetched. */
  @OnFacts({ listener: 'contacts.avatars', facts: ['media.ready'] })
  async avatarSettled(events: readonly DomainEvent[]): Promise<void> {
    const mediaIds = events.flatMap((event) => (event.type === 'media.ready' ? [event.mediaId] : []));
    await this.uow.run(async (tx) => {
      const contactIds = await this.repository.contactsWithAvatars(tx, mediaIds);
      tx.emitAll(contactIds.map((contactId) => ({ type: 'contact.changed', contactId })));
    });
  }
}
