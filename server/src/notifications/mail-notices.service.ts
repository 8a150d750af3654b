import { Injectable } from '@nestjs/common';
import { noticeKinds } from '@visavis/shared/api/notices';
import { completeWays } from '@visavis/shared/notices/notice-settings';
import { isQuietAt } from '@visavis/shared/notices/quiet-hours';
import { MailService } from '../organisation/mail.service.ts';
import type { Organisation } from '../organisation/organisation.types.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Logger } from '../platform/logger.ts';
import { MailError } from '../platform/mail/mail-error.ts';
import { composeDigest } from './compose-digest.ts';
import { MailNoticesRepository, type MailReader } from './mail-notices.repository.ts';

export const MAIL_NOTICES_MS = 60_000;
const PEOPLE_AT_ONCE = 500;

/** `next` asks the mail server for the next person, `stop` leaves it alone until the next turn. */
type Onwards = 'next' | 'stop';

/**
 * Tells people by e-mail what they have not looked at for as long as they chose: all of it in one letter, and the next
 * letter no sooner than that again. What is claimed counts as sent until the mail server says otherwise, so that neither a
 * crash nor an answer that got lost sends it twice.
 */
@Injectable()
export class MailNoticesService {
  constructor(
    private readonly repository: MailNoticesRepository,
    private readonly organisation: OrganisationService,
    private readonly mails: MailService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly logger: Logger,
  ) {}

  /** One turn. Stops at the first sign that the mail server is away: the rest stays owed. */
  async sendOwed(signal: AbortSignal): Promise<void> {
    const organisation = await this.organisation.find();
    if (organisation === null || (await this.mails.settings()).host === null) return;
    const people = await this.repository.owed(this.clock.now(), PEOPLE_AT_ONCE);
    for (const person of people) {
      if (signal.aborted) return;
      if (isQuietAt(person.quiet, organisation.timeZone, this.clock.now())) continue;
      if ((await this.write(person, organisation)) === 'stop') return;
    }
  }

  private async write(person: MailReader, organisation: Organisation): Promise<Onwards> {
    const { agentId, apartMinutes } = person;
    const ways = completeWays(person.ways);
    const kinds = noticeKinds.filter((kind) => ways[kind].mail);
    const now = this.clock.now();
    const notices = await this.uow.run(async (tx) => {
      await this.repository.forgo(
        tx,
        agentId,
        noticeKinds.filter((kind) => !ways[kind].mail),
      );
      return this.repository.claim(tx, { agentId, kinds, apartMinutes, now });
    });
    if (notices.length === 0) return 'next';
    const letter = composeDigest(notices, {
      reader: person,
      organisation: organisation.name,
      publicUrl: this.config.publicUrl,
    });
    return this.post(
      { to: person.email, ...letter },
      notices.map(({ id }) => id),
    );
  }

  private async post(mail: { to: string; subject: string; text: string }, ids: string[]): Promise<Onwards> {
    try {
      if ((await this.mails.send(mail)) === 'sent') return await this.settle(ids);
      await this.giveBack(ids);
      return 'stop';
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      const { kind } = error;
      this.logger.rarely('An e-mail with notices did not leave.', {
        kind,
        mayHaveArrived: error.mayHaveArrived,
      });
      // This person's address is refused for good: asking every minute would not change that.
      if (error.isLasting) return this.settle(ids);
      if (!error.mayHaveArrived) await this.giveBack(ids);
      return kind === 'recipient' || kind === 'refused' ? 'next' : 'stop';
    }
  }

  private async settle(ids: readonly string[]): Promise<Onwards> {
    await this.uow.run((tx) => this.repository.settle(tx, ids, this.clock.now()));
    return 'next';
  }

  private giveBack(ids: readonly string[]): Promise<void> {
    return this.uow.run((tx) => this.repository.giveBack(tx, ids));
  }
}
