import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailController } from './mail.controller.ts';
import { MailRepository } from './mail.repository.ts';
import { MailService } from './mail.service.ts';
import { OrganisationController } from './organisation.controller.ts';
import { OrganisationEntity } from './organisation.entity.ts';
import { OrganisationRepository } from './organisation.repository.ts';
import { OrganisationService } from './organisation.service.ts';

/**
 * Owns the table `organisation`: the one row that says whose installation this is, which language and zone it lives in
 * how it looks, how it
 * addresses customers, and through which server it mails. Emits nothing.
 */
@Module({
  imports: [TypeOrmModule.forFeature([OrganisationEntity])],
  controllers: [OrganisationController, MailController],
  providers: [OrganisationRepository, OrganisationService, MailRepository, MailService],
  exports: [OrganisationService, MailService],
})
export class OrganisationModule {}
