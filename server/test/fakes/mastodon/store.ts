import type { MastodonSwitches } from './switches.ts';

export interface FakeAccount {
  id: string;
  username: string;
  /** Null for an account of the instance itself. */
  host: string | null;
  displayName: string;
}

export interface FakeMedium {
  id: string;
  url: string;
  alt: string;
  mimeType: string;
  /** How often it has to be looked at before it is ready. */
  looksLeft: number;
}

export interface FakeStatus {
  id: string;
  by: FakeAccount;
  /** As typed. */
  text: string;
  /** HTML of another server, in place of what becomes of `text` here. */
  html: string | null;
  spoiler: string;
  visibility: string;
  language: string | null;
  inReplyTo: string | null;
  mentions: FakeAccount[];
  media: FakeMedium[];
  at: Date;
  editedAt: Date | null;
  isDeleted: boolean;
}

export interface FakeNotification {
  id: string;
  type: string;
  at: Date;
  statusId: string;
  by: FakeAccount;
}

export const DOMAIN = 'social.example';
const FIRST_ID = 113_000_000_000_000_000n;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What one server holds. Nothing here knows HTTP. */
export class MastodonStore {
  readonly statuses = new Map<string, FakeStatus>();
  notifications: FakeNotification[] = [];
  readonly media = new Map<string, FakeMedium>();
  /** By Idempotency-Key: the id of the post it made. */
  readonly keys = new Map<string, string>();
  readonly accounts = new Map<string, FakeAccount>();
  readonly us: FakeAccount;
  streamingUrl = `wss://${DOMAIN}`;
  private counter = 0;

  constructor(
    readonly switches: MastodonSwitches,
    readonly now: () => Date,
  ) {
    this.us = this.account('brueckenfunk', null, 'Brückenfunk hilft');
  }

  account(username: string, host: string | null = null, displayName = username): FakeAccount {
    const acct = host === null ? username : `${username}@${host}`;
    const known = this.accounts.get(acct.toLowerCase());
    if (known) return known;
    const account = { id: this.nextId(), username, host, displayName };
    this.accounts.set(acct.toLowerCase(), account);
    return account;
  }

  nextId(): string {
    this.counter += 1;
    return this.switches.software === 'gotosocial'
      ? ulid(this.counter)
      : String(FIRST_ID + BigInt(this.counter));
  }

  status(id: string | null): FakeStatus | null {
    const status = id === null ? undefined : this.statuses.get(id);
    return status && !status.isDeleted ? status : null;
  }

  notify(type: string, status: FakeStatus): FakeNotification {
    const notification = {
      id: this.notificationId(type),
      type,
      at: this.now(),
      statusId: status.id,
      by: status.by,
    };
    this.notifications.push(notification);
    return notification;
  }

  remove(status: FakeStatus): void {
    status.isDeleted = true;
    if (this.switches.notificationOfDeleted === 'goes')
      this.notifications = this.notifications.filter((one) => one.statusId !== status.id);
    // Answers to it stay, and answer nothing from then on.
    for (const other of this.statuses.values()) if (other.inReplyTo === status.id) other.inReplyTo = null;
  }

  ancestors(status: FakeStatus): FakeStatus[] {
    const parent = this.status(status.inReplyTo);
    return parent === null ? [] : [...this.ancestors(parent), parent];
  }

  descendants(status: FakeStatus): FakeStatus[] {
    const answers = [...this.statuses.values()].filter(
      (one) => one.inReplyTo === status.id && !one.isDeleted,
    );
    return answers.flatMap((answer) => [answer, ...this.descendants(answer)]);
  }

  private notificationId(type: string): string {
    this.counter += 1;
    if (this.switches.notificationIds === 'ulids') return ulid(this.counter);
    if (this.switches.notificationIds === 'numbers') return String(FIRST_ID + BigInt(this.counter));
    const at = new Date(this.now().getTime() + this.counter).toISOString();
    return `${at}/${type}/0198a1b2-0000-7000-8000-${String(this.counter).padStart(12, '0')}`;
  }
}

/** Of one instant: the rest of it counts up. */
function ulid(counter: number): string {
  let rest = '';
  for (let left = counter, place = 0; place < 16; place += 1, left = Math.floor(left / 32))
    rest = CROCKFORD.charAt(left % 32) + rest;
  return `01KAGZ0000${rest}`;
}
