import { Injectable } from '@nestjs/common';
import type { Channel } from '../channels/channel.types.ts';
import type { PostAuthor } from '../connectors/connector.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { RecognisedContact } from './contact.types.ts';
import { ContactsRepository, type KnownIdentity, type NewIdentity } from './contacts.repository.ts';

/** Who the people are that write to us. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly repository: ContactsRepository,
    private readonly connectors: ConnectorRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds the contact behind each author, or makes one, and takes over names and pictures as they are on the network
   * now. An identity is known by its id on the network, never by its handle, which may change hands.
   *
   * @returns by the author's external id
   */
  async recognise(
    tx: Tx,
    channel: Pick<Channel, 'id' | 'network'>,
    authors: readonly PostAuthor[],
  ): Promise<Map<string, RecognisedContact>> {
    const wanted = new Map(authors.map((author) => [author.externalId, author]));
    if (wanted.size === 0) return new Map();
    const scope = this.scopeOf(channel);
    const externalIds = [...wanted.keys()].sort();
    const known = await this.repository.findIdentities(tx, scope, externalIds);
    const found = new Map(known.map((identity) => [identity.externalId, identity]));
    const strangers = [...wanted.values()].filter((author) => !found.has(author.externalId));
    const changed = known.filter((identity) => differs(identity, wanted.get(identity.externalId)));
    if (strangers.length > 0) {
      for (const row of await this.introduce(tx, { scope, network: channel.network }, strangers)) {
        found.set(row.externalId, row);
      }
    }
    if (changed.length > 0) await this.update(tx, changed, wanted);
    return new Map(
      [...found].map(([externalId, { contactId, identityId, isMuted }]) => [
        externalId,
        { contactId, identityId, isMuted },
      ]),
    );
  }

  /** What this contact posts from now on asks for nobody's attention. @returns whether it was not muted before */
  async mute(tx: Tx, contactId: string, agentId: string): Promise<boolean> {
    const changed = await this.repository.setMuted(tx, contactId, {
      at: this.clock.now(),
      byAgentId: agentId,
    });
    if (changed) tx.emit({ type: 'contact.changed', contactId });
    return changed;
  }

  /** @returns whether it was muted before */
  async unmute(tx: Tx, contactId: string): Promise<boolean> {
    const changed = await this.repository.setMuted(tx, contactId, null);
    if (changed) tx.emit({ type: 'contact.changed', contactId });
    return changed;
  }

  private scopeOf(channel: Pick<Channel, 'id' | 'network'>): string {
    const { identityScope } = this.connectors.get(channel.network).manifest;
    return identityScope === 'channel' ? channel.id : channel.network;
  }

  private async introduce(
    tx: Tx,
    place: { scope: string; network: string },
    authors: readonly PostAuthor[],
  ): Promise<KnownIdentity[]> {
    const now = this.clock.now();
    const rows = authors.map((author) => ({
      identityId: newId(now),
      contactId: newId(now),
      ...this.wordsOf(author),
    }));
    const inserted = new Set(await this.repository.insertIdentities(tx, place, rows, now));
    const mine = rows
      .filter((row) => inserted.has(row.externalId))
      .map((row) => ({ ...row, isMuted: false }));
    const missed = rows.filter((row) => !inserted.has(row.externalId)).map((row) => row.externalId);
    if (missed.length === 0) return mine;
    // Another channel of the same network met them in this very moment, and has committed.
    return [...mine, ...(await this.repository.findIdentities(tx, place.scope, missed))];
  }

  private async update(
    tx: Tx,
    changed: readonly KnownIdentity[],
    wanted: ReadonlyMap<string, PostAuthor>,
  ): Promise<void> {
    const rows = changed.flatMap((identity): NewIdentity[] => {
      const author = wanted.get(identity.externalId);
      if (author === undefined) return [];
      return [{ identityId: identity.identityId, contactId: identity.contactId, ...this.wordsOf(author) }];
    });
    await this.repository.updateIdentities(tx, rows);
    tx.emitAll(rows.map(({ contactId }) => ({ type: 'contact.changed', contactId })));
  }

  private wordsOf(author: PostAuthor): Omit<NewIdentity, 'identityId' | 'contactId'> {
    return {
      externalId: author.externalId,
      handle: author.handle ?? null,
      name: author.name,
      avatarSourceUrl: author.avatarUrl ?? null,
      avatarMediaId: null,
      profileUrl: author.profileUrl ?? null,
    };
  }
}

function differs(identity: KnownIdentity, author: PostAuthor | undefined): boolean {
  if (author === undefined) return false;
  return (
    identity.name !== author.name ||
    identity.handle !== (author.handle ?? null) ||
    identity.avatarSourceUrl !== (author.avatarUrl ?? null) ||
    identity.profileUrl !== (author.profileUrl ?? null)
  );
}
