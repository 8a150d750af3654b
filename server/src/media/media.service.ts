import { Injectable } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import { MediaToken } from './media-token.ts';
import { MediaRepository, type MediaRow, type PendingRow } from './media.repository.ts';
import type {
  MediaBytes,
  MediaDescription,
  MediaKind,
  MediaVariant,
  NewPicture,
  RemoteMedia,
} from './media.types.ts';
import { encodePicture, PictureError, type EncodedPicture } from './picture.ts';

const DAY_MS = 86_400_000;
const LONGEST_ADDRESS = 2_048;

/** Pictures: storing, finding, and handing out their addresses. Fetching them is `FetchMediaService`. */
@Injectable()
export class MediaService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: MediaRepository,
    private readonly token: MediaToken,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** An agent's picture for a reply. @throws DomainError `media-rejected` with the reason as a sentence */
  async upload(ownerAgentId: string, data: Buffer, alt: string): Promise<MediaDescription> {
    const picture = await this.encode(data);
    const id = await this.uow.run((tx) =>
      this.storeEncoded(tx, picture, { kind: 'upload', alt, ownerAgentId }),
    );
    return this.get(id);
  }

  /** @throws DomainError `media-rejected` */
  async encode(data: Buffer): Promise<EncodedPicture> {
    try {
      return await encodePicture(data, { animation: 'refuse' });
    } catch (error) {
      throw error instanceof PictureError ? mediaRejected(error) : error;
    }
  }

  /** Step. Encodes and stores one picture of ours, for example of the demo. @throws DomainError `media-rejected` */
  async store(tx: Tx, { data, kind, alt, ownerAgentId }: NewPicture): Promise<string> {
    return this.storeEncoded(tx, await this.encode(data), { kind, alt, ownerAgentId: ownerAgentId ?? null });
  }

  /** Step. @returns the id */
  async storeEncoded(
    tx: Tx,
    picture: EncodedPicture,
    about: { kind: MediaKind; alt: string; ownerAgentId?: string | null },
  ): Promise<string> {
    const id = newId();
    const { kind, alt, ownerAgentId = null } = about;
    await this.repository.insertReady(tx, id, { kind, alt, ownerAgentId, now: this.clock.now() }, picture);
    return id;
  }

  /**
   * Step. Notes pictures of a network to be fetched after commit, and answers their ids in the order given. An avatar
   * address that is known keeps its id; a public address of our own (`publicUrl`) is that picture itself.
   */
  async enqueueRemote(tx: Tx, items: readonly RemoteMedia[]): Promise<string[]> {
    const own = await this.ownIds(tx, items);
    const fresh = new Map<string, PendingRow>();
    const keys = items.map((item, index) => {
      // An avatar is stored once per address; a picture of a post belongs to that post alone.
      const key = item.kind === 'avatar' ? `avatar ${item.sourceUrl}` : `remote ${index}`;
      if (!own.has(item.sourceUrl) && !fresh.has(key)) fresh.set(key, pendingRow(item));
      return key;
    });
    await this.repository.insertRemote(tx, [...fresh.values()], this.clock.now());
    const avatars = await this.knownAvatars(tx, [...fresh.values()]);
    return items.map((item, index) => {
      const row = fresh.get(keys[index] ?? '');
      const id =
        own.get(item.sourceUrl) ??
        (row?.kind === 'avatar' ? avatars.get(row.sourceUrl) : undefined) ??
        row?.id;
      if (id === undefined) throw new Error('A picture was noted without an id.');
      return id;
    });
  }

  /** Null unless it is ready. A picture too small for the variant answers with its original. */
  async read(id: string, variant: MediaVariant = 'original'): Promise<MediaBytes | null> {
    return this.repository.read(id, variant);
  }

  async describe(ids: readonly string[]): Promise<Map<string, MediaDescription>> {
    if (ids.length === 0) return new Map();
    const rows = await this.repository.describe([...new Set(ids)]);
    return new Map(rows.map((row) => [row.id, described(row)]));
  }

  /** @throws DomainError `not-found` */
  async get(id: string): Promise<MediaDescription> {
    const found = (await this.describe([id])).get(id);
    if (found === undefined) throw new DomainError('not-found', {}, 'There is no such picture.');
    return found;
  }

  /** Only whoever uploaded it may describe it otherwise. @throws DomainError `not-found`, `forbidden` */
  async describeAnew(agentId: string, id: string, alt: string): Promise<MediaDescription> {
    const { ownerAgentId } = await this.get(id);
    if (ownerAgentId !== agentId)
      throw new DomainError('forbidden', {}, 'Only whoever uploaded a picture describes it.');
    await this.uow.run((tx) => this.repository.setAlt(tx, id, alt));
    return this.get(id);
  }

  /** Absolute address that networks and customers can open without signing in. */
  publicUrl(id: string): string {
    return `${this.config.publicUrl}/media/${id}/${this.token.of(id)}`;
  }

  /** Whether this token opens this picture without signing in. */
  isPublicToken(id: string, token: string): boolean {
    return this.token.isValid(id, token);
  }

  /** Step. Erases pictures with their bytes. */
  async erase(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.repository.delete(tx, ids);
  }

  private async knownAvatars(tx: Tx, rows: readonly PendingRow[]): Promise<Map<string, string>> {
    const addresses = rows.filter(({ kind }) => kind === 'avatar').map(({ sourceUrl }) => sourceUrl);
    const known = await this.repository.avatars(tx, addresses);
    const failed = known.filter(({ state }) => state === 'failed').map(({ id }) => id);
    const now = this.clock.now();
    if (failed.length > 0)
      await this.repository.reviveAvatars(tx, failed, now, new Date(now.getTime() - DAY_MS));
    return new Map(known.map(({ id, sourceUrl }) => [sourceUrl, id]));
  }

  /** Our own pictures among the addresses: no request leads from us to ourselves. */
  private async ownIds(tx: Tx, items: readonly RemoteMedia[]): Promise<Map<string, string>> {
    const given = items.flatMap(({ sourceUrl }) => {
      const id = this.ownId(sourceUrl);
      return id === null ? [] : [[sourceUrl, id] as const];
    });
    if (given.length === 0) return new Map();
    const existing = await this.repository.existing(
      tx,
      given.map(([, id]) => id),
    );
    return new Map(given.filter(([, id]) => existing.has(id)));
  }

  private ownId(address: string): string | null {
    const prefix = `${this.config.publicUrl}/media/`;
    if (!address.startsWith(prefix)) return null;
    const [id = '', token = ''] = address.slice(prefix.length).split(/[/?#]/);
    return isId(id) && this.token.isValid(id.toLowerCase(), token) ? id.toLowerCase() : null;
  }
}

export function mediaRejected(error: PictureError): DomainError {
  return new DomainError('media-rejected', { reason: error.fault, sentence: error.message }, error.message);
}

function pendingRow({ kind, sourceUrl, alt, mimeType }: RemoteMedia): PendingRow {
  return { id: newId(), kind, sourceUrl: sourceUrl.slice(0, LONGEST_ADDRESS), alt, mimeType };
}

function described(row: MediaRow): MediaDescription {
  const isReady = row.state === 'ready';
  return {
    ...row,
    url: isReady ? `/media/${row.id}` : null,
    previewUrl: isReady ? `/media/${row.id}?variant=preview` : null,
  };
}
