import { Injectable } from '@nestjs/common';
import type { UpdateOrganisationRequest } from '@visavis/shared/api/organisation';
import { isCustomerNumberPattern } from '@visavis/shared/text/customer-number-pattern';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { OrganisationRepository } from './organisation.repository.ts';
import type { Organisation } from './organisation.types.ts';

/** What is aimed at until somebody says otherwise. */
export const DEFAULT_GOAL_PERCENT = 90;

export type NewOrganisation = Pick<Organisation, 'name'> & Partial<Omit<Organisation, 'id' | 'logoUrl'>>;

@Injectable()
export class OrganisationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: OrganisationRepository,
    private readonly clock: Clock,
  ) {}

  /** Null until the first visit, or the demo, has made one. */
  async find(tx: Tx | null = null): Promise<Organisation | null> {
    return this.repository.find(tx);
  }

  /** @throws DomainError `not-found` before the set-up */
  async get(): Promise<Organisation> {
    const found = await this.repository.find();
    if (found === null) throw new DomainError('not-found', {}, 'There is no organisation yet.');
    return found;
  }

  /** Step. @throws DomainError `already-set-up` */
  async create(tx: Tx, given: NewOrganisation): Promise<Organisation> {
    const organisation: Organisation = {
      id: newId(),
      publicAddress: null,
      locale: 'de',
      timeZone: 'Europe/Berlin',
      formOfAddress: 'du',
      customerNumberPattern: null,
      languages: ['de', 'en'],
      awayWithoutScreenMinutes: 15,
      onTimeGoalPercent: DEFAULT_GOAL_PERCENT,
      accentColour: null,
      logoUrl: null,
      imprintUrl: null,
      privacyUrl: null,
      setUpStep: null,
      isDemo: false,
      ...given,
    };
    assertValid(organisation);
    if (!(await this.repository.insert(tx, organisation, this.clock.now()))) {
      throw new DomainError('already-set-up', {}, 'The organisation exists already.');
    }
    return organisation;
  }

  /** Step. Nobody else changes it until this transaction ends. @throws DomainError `not-found` before the set-up */
  async lock(tx: Tx): Promise<Organisation> {
    const found = await this.repository.lock(tx);
    if (found === null) throw new DomainError('not-found', {}, 'There is no organisation yet.');
    return found;
  }

  /** Step. @returns the picture that was the logo until now */
  async setLogo(tx: Tx, mediaId: string | null): Promise<string | null> {
    return this.repository.setLogo(tx, mediaId);
  }

  /** The picture that is the logo; null without one. */
  async logoMediaId(): Promise<string | null> {
    return this.repository.logoMediaId();
  }

  /** @throws DomainError `invalid` with the fields, `not-found` before the set-up */
  async update(changes: UpdateOrganisationRequest): Promise<Organisation> {
    return this.uow.run(async (tx) => {
      const before = await this.lock(tx);
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const after: Organisation = { ...before, ...given };
      assertValid(after);
      await this.repository.update(tx, after);
      return after;
    });
  }
}

function assertValid({ timeZone, customerNumberPattern }: Organisation): void {
  const fields: { field: string; message: string }[] = [];
  if (!isTimeZone(timeZone))
    fields.push({ field: 'timeZone', message: 'is not a time zone such as Europe/Berlin' });
  if (customerNumberPattern !== null && !isCustomerNumberPattern(customerNumberPattern)) {
    fields.push({
      field: 'customerNumberPattern',
      message: 'must show a number with 9 for a digit and A for a letter, such as 9999 9999 99',
    });
  }
  if (fields.length > 0)
    throw new DomainError(
      'invalid',
      { fields },
      fields.map(({ field, message }) => `${field} ${message}`).join('; '),
    );
}

/** A name of the IANA database; an offset such as `+01:00` would not follow summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
