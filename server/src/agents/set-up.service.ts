import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { StartNotices } from '../platform/boot/start-notices.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SetupRequest } from '@visavis/shared/api/session';
import { ManageAgentsService } from './manage-agents.service.ts';
import { hashPassword } from './password-hash.ts';
import { assertStrongPassword } from './password-rules.ts';
import { SessionsService } from './sessions.service.ts';
import { TeamsService } from './teams.service.ts';

const FIRST_TEAM = { de: 'Kundenservice', en: 'Customer care' } as const;
const FIRST_CAPACITY = 8;

/** The first visit to an empty installation: it makes the organisation, its first team and its administrator. */
@Injectable()
export class SetUpService implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisation: OrganisationService,
    private readonly teams: TeamsService,
    private readonly agents: ManageAgentsService,
    private readonly sessions: SessionsService,
    private readonly notices: StartNotices,
    private readonly config: AppConfig,
  ) {}

  /** Whoever can read the console is the administrator, so that is where the token is printed. */
  onModuleInit(): void {
    this.notices.add(async () => {
      if (!this.config.runsApi || !(await this.isNeeded())) return null;
      return `Nothing is set up yet: open ${this.config.publicUrl}/setup with the one-time token ${this.token()}`;
    });
  }

  async isNeeded(): Promise<boolean> {
    return !this.config.demo && (await this.organisation.find()) === null;
  }

  /** @returns the cookie's value. @throws DomainError `already-set-up`, `link-expired`, `password-weak` */
  async setUp(request: SetupRequest, userAgent: string): Promise<{ agentId: string; token: string }> {
    if (!(await this.isNeeded()))
      throw new DomainError('already-set-up', {}, 'The organisation exists already.');
    if (!this.isToken(request.token))
      throw new DomainError('link-expired', {}, 'This is not the token that the console shows.');
    assertStrongPassword(request.password, request.email);
    const passwordHash = await hashPassword(request.password);
    const locale = request.locale ?? 'de';
    return this.uow.run(async (tx) => {
      await this.organisation.create(tx, {
        name: request.organisationName,
        locale,
        ...(request.timeZone === undefined ? {} : { timeZone: request.timeZone }),
        ...(request.formOfAddress === undefined ? {} : { formOfAddress: request.formOfAddress }),
        publicAddress: request.publicAddress ?? null,
        // Both can be left for later; until then the administrator is reminded.
        setUpStep: 'channel',
      });
      const teamId = await this.teams.add(tx, { name: FIRST_TEAM[locale], isDefault: true });
      const agentId = await this.agents.add(tx, {
        email: request.email,
        passwordHash,
        role: 'admin',
        displayName: request.displayName,
        publicName: publicNameOf(request.displayName),
        mark: markOf(request.displayName),
        languages: [locale],
        helpsWith: '',
        locale,
        availability: 'available',
        capacity: FIRST_CAPACITY,
        teamIds: [teamId],
      });
      return { agentId, token: await this.sessions.open(tx, agentId, userAgent) };
    });
  }

  /** Follows from the installation's secret, so that it survives a restart and every process knows the same one. */
  token(): string {
    const hex = createHmac('sha256', this.config.secrets[0] ?? '')
      .update('visavis set-up')
      .digest('hex');
    return (hex.slice(0, 24).match(/.{6}/g) ?? []).join('-');
  }

  private isToken(given: string): boolean {
    const expected = Buffer.from(this.token());
    const actual = Buffer.from(given.trim().toLowerCase());
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  }
}

/** First name and initial, as customers see it: "Jana Krüger" is "Jana K.". */
export function publicNameOf(displayName: string): string {
  const [first = displayName, ...rest] = displayName.trim().split(/\s+/);
  const initial = [...(rest.at(-1) ?? '')][0];
  return initial === undefined ? first : `${first} ${initial.toLocaleUpperCase('de')}.`;
}

/** The initials of the first and last name; a single name gives its first two letters. */
export function markOf(displayName: string): string {
  const names = displayName.trim().split(/\s+/);
  const first = [...(names[0] ?? '')];
  const last = [...(names.length > 1 ? (names.at(-1) ?? '') : '')];
  const letters = [first[0], last[0] ?? first[1]].filter(
    (letter) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter),
  );
  return letters.join('').toLocaleUpperCase('de') || 'A1';
}
