import { Injectable } from '@nestjs/common';
import type { MailSettingsItem, MailTest, SaveMailSettingsRequest } from '@visavis/shared/api/organisation';
import type { Locale } from '@visavis/shared/api/session';
import { SecretBox, SecretBoxError } from '../platform/crypto/secret-box.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { MailClient, type Mail, type MailServer } from '../platform/mail/mail-client.ts';
import { MailError } from '../platform/mail/mail-error.ts';
import { mailHost } from './mail-host.ts';
import { MailRepository, type MailRow } from './mail.repository.ts';
import { OrganisationService } from './organisation.service.ts';

/** What the password belongs to: sealed for this place alone. */
const CONTEXT = 'organisation:mail';
const DEFAULTS: MailSettingsItem = {
  host: null,
  port: 587,
  security: 'starttls',
  user: null,
  hasPassword: false,
  from: null,
};

const testMail: Record<Locale, (organisation: string) => Omit<Mail, 'to'>> = {
  de: (organisation) => ({
    subject: `Testmail von ${organisation}`,
    text: `Der Mailserver ist richtig eingerichtet: Diese Mail hat Visavis für ${organisation} verschickt.\n`,
  }),
  en: (organisation) => ({
    subject: `Test mail from ${organisation}`,
    text: `The mail server is set up correctly: Visavis sent this mail for ${organisation}.\n`,
  }),
};

/** Mails to people of the house, through the mail server that an administrator entered. */
@Injectable()
export class MailService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: MailRepository,
    private readonly organisation: OrganisationService,
    private readonly client: MailClient,
    private readonly secretBox: SecretBox,
  ) {}

  /**
   * Hands one mail to the mail server. Never inside a transaction.
   *
   * @returns `notConfigured` when there is no mail server: nothing was sent, and that is no fault
   * @throws MailError otherwise; `isLasting` says that trying again is of no use
   */
  async send(mail: Mail): Promise<'sent' | 'notConfigured'> {
    const row = await this.repository.find();
    if (row === null) return 'notConfigured';
    await this.client.send(await this.serverOf(row), mail);
    return 'sent';
  }

  /** Never throws for what the mail server does: that is the answer. @throws DomainError `not-found` before the set-up */
  async test(to: string): Promise<MailTest> {
    const { locale, name } = await this.organisation.get();
    try {
      if ((await this.send({ to, ...testMail[locale](name) })) === 'sent')
        return { ok: true, fault: null, detail: 'The mail server has taken the mail.', serverSays: null };
      return { ok: false, fault: 'notConfigured', detail: 'There is no mail server yet.', serverSays: null };
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      return { ok: false, fault: error.kind, detail: error.message, serverSays: error.serverSays };
    }
  }

  async settings(): Promise<MailSettingsItem> {
    const row = await this.repository.find();
    return row === null ? DEFAULTS : present(row);
  }

  /** @throws DomainError `invalid` with the fields, `not-found` before the set-up */
  async save(request: SaveMailSettingsRequest): Promise<MailSettingsItem> {
    return this.uow.run(async (tx) => {
      await this.organisation.lock(tx);
      const before = await this.repository.lock(tx);
      const row = this.rowOf(request, before);
      await this.repository.save(tx, row);
      return present(row);
    });
  }

  /** From now on nothing is mailed. @throws DomainError `not-found` before the set-up */
  async remove(): Promise<MailSettingsItem> {
    return this.uow.run(async (tx) => {
      await this.organisation.lock(tx);
      await this.repository.save(tx, null);
      return DEFAULTS;
    });
  }

  private rowOf(request: SaveMailSettingsRequest, before: MailRow | null): MailRow {
    const { port, security, user, password, from } = request;
    const host = mailHost(request.host);
    if (host === null) throw invalid('host', 'must be the name of a mail server, such as mail.example.org');
    if (user !== null && security === 'none')
      throw invalid('security', 'must be encrypted, or the password could be read on its way');
    if (user === null) return { host, port, security, user, sealedPassword: null, from };
    if (password !== undefined && password !== '')
      return { host, port, security, user, sealedPassword: this.secretBox.seal(password, CONTEXT), from };
    // The password was meant for one server: whoever enters another host must not be able to have it sent there.
    const kept = before?.host === host && before.user === user ? before.sealedPassword : null;
    if (kept === null) throw invalid('password', 'is needed again for another server or user');
    return { host, port, security, user, sealedPassword: kept, from };
  }

  private async serverOf(row: MailRow & { organisation: string }): Promise<MailServer> {
    const { host, port, security, user, sealedPassword } = row;
    return {
      host,
      port,
      security,
      login:
        user === null || sealedPassword === null ? null : { user, password: await this.open(sealedPassword) },
      from: { name: row.organisation, address: row.from },
    };
  }

  private async open(sealed: string): Promise<string> {
    const password = this.opened(sealed);
    if (this.secretBox.needsResealing(sealed))
      await this.uow.run((tx) => this.repository.reseal(tx, sealed, this.secretBox.seal(password, CONTEXT)));
    return password;
  }

  private opened(sealed: string): string {
    try {
      return this.secretBox.open(sealed, CONTEXT);
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      throw new MailError('password', 'The stored password cannot be opened; enter it again.', {
        cause: error,
      });
    }
  }
}

function present({ host, port, security, user, sealedPassword, from }: MailRow): MailSettingsItem {
  return { host, port, security, user, hasPassword: sealedPassword !== null, from };
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('invalid', { fields: [{ field, message }] }, `${field} ${message}.`);
}
