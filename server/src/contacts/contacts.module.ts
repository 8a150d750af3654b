import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { ContactIdentityEntity } from './contact-identity.entity.ts';
import { ContactEntity } from './contact.entity.ts';
import { ContactsListeners } from './contacts.listeners.ts';
import { ContactsRepository } from './contacts.repository.ts';
import { ContactsService } from './contacts.service.ts';

/**
 * Owns contact and contact_identity: who the customers are, on which networks, and who of them is muted.
 * Emits contact.changed.
 */
@Module({
  imports: [TypeOrmModule.forFeature([ContactEntity, ContactIdentityEntity]), MediaModule, ConnectorsModule],
  providers: [ContactsListeners, ContactsRepository, ContactsService],
  exports: [ContactsService],
})
export class ContactsModule {}
