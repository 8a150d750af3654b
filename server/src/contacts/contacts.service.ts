import { Injectable } from '@nestjs/common';
import type { Channel } from '../channels/channel.types.ts';
import type { PostAuthor } from '../connectors/connector.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { MediaService } from '../media/media.service.ts';
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
    private readonly media: MediaService,
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
    const avatars = await this.avatarsOf(tx, authors);
    const rows = authors.map((author, at) => ({
      identityId: newId(now),
      contactId: newId(now),
      ...wordsOf(author, avatars[at] ?? null),
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
    const pairs = changed.flatMap((identity) => {
      const author = wanted.get(identity.externalId);
      return author === undefined ? [] : [{ identity, author }];
    });
    const repainted = pairs.filter(({ identity, author }) => author.avatarUrl !== identity.avatarSourceUrl);
    const avatars = await this.avatarsOf(
      tx,
      repainted.map(({ author }) => author),
    );
    const avatarOf = new Map(repainted.map(({ identity }, at) => [identity.identityId, avatars[at] ?? null]));
    const rows = pairs.map(({ identity: { identityId, contactId }, author }): NewIdentity => ({
      identityId,
      contactId,
      ...wordsOf(author, avatarOf.get(identityId) ?? null),
    }));
    await this.repository.updateIdentities(tx, rows);
    tx.emitAll(rows.map(({ contactId }) => ({ type: 'contact.changed', contactId })));
  }

  /** Has the pictures fetched. @returns ids in the order of the authors, null for those without a picture */
  private async avatarsOf(tx: Tx, authors: readonly PostAuthor[]): Promise<(string | null)[]> {
    const items = authors.flatMap(({ avatarUrl }) =>
      avatarUrl === undefined
        ? []
        : [{ sourceUrl: avatarUrl, kind: 'avatar' as const, alt: '', mimeType: 'image/*' }],
    );
    if (items.length === 0) return authors.map(() => null);
    const ids = await this.media.enqueueRemote(tx, items);
    return authors.map(({ avatarUrl }) => (avatarUrl === undefined ? null : (ids.shift() ?? null)));
  }
}

function wordsOf(
  author: PostAuthor,
  avatarMediaId: string | null,
): Omit<NewIdentity, 'identityId' | 'contactId'> {
  return {
    externalId: author.externalId,
    handle: author.handle ?? null,
    name: author.name,
    avatarSourceUrl: author.avatarUrl ?? null,
    avatarMediaId,
    profileUrl: author.profileUrl ?? null,
  };
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
