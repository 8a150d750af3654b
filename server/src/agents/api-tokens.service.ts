import { Injectable } from '@nestjs/common';
import type { ApiTokenScope } from '@visavis/shared/api/session';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ApiTokensRepository, type ListedToken } from './api-tokens.repository.ts';
import { hashToken, newToken } from './session-token.ts';

/** So that a leaked token is recognised for what it is, by people and by scanners. */
const PREFIX = 'vv_';
const TOUCH_MS = 60_000;

/** A program that calls with a token: an agent's rights, cut down to the token's scopes. */
export interface SignedInToken extends SignedInAgent {
  readonly scopes: readonly ApiTokenScope[];
}

@Injectable()
export class ApiTokensService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ApiTokensRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns null for a token that is unknown, expired or revoked, or whose maker was deactivated */
  async recognise(token: string): Promise<SignedInToken | null> {
    if (!token.startsWith(PREFIX)) return null;
    const now = this.clock.now();
    const found = await this.repository.findLive(hashToken(token), now);
    if (found === null) return null;
    if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() >= TOUCH_MS) {
      await this.uow.run((tx) => this.repository.touch(tx, found.id, now));
    }
    const { agentId, role, teamIds, scopes } = found;
    return { agentId, sessionId: found.id, role, teamIds, scopes, isProgram: true };
  }

  async list(agentId: string): Promise<ListedToken[]> {
    return this.repository.list(agentId);
  }

  /** @returns the token itself too, which is shown once and stored nowhere. @throws DomainError `invalid` */
  async create(
    agentId: string,
    request: { name: string; scopes: ApiTokenScope[]; expiresAt: Date | null },
  ): Promise<{ item: ListedToken; token: string }> {
    const now = this.clock.now();
    if (request.expiresAt !== null && request.expiresAt <= now) {
      throw new DomainError(
        'invalid',
        { fields: [{ field: 'expiresAt', message: 'lies in the past' }] },
        'The token would have expired already.',
      );
    }
    const token = PREFIX + newToken();
    const scopes = [...new Set(request.scopes)].toSorted();
    const item: ListedToken = {
      id: newId(),
      name: request.name,
      scopes,
      createdAt: now,
      lastUsedAt: null,
      expiresAt: request.expiresAt,
    };
    await this.uow.run((tx) => this.repository.insert(tx, agentId, item, hashToken(token)));
    return { item, token };
  }

  /** @throws DomainError `not-found` */
  async revoke(agentId: string, id: string): Promise<void> {
    const wasThere = await this.uow.run((tx) => this.repository.delete(tx, agentId, id));
    if (!wasThere) throw new DomainError('not-found', {}, 'There is no such token.');
  }
}
