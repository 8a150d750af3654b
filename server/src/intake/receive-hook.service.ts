import { Injectable } from '@nestjs/common';
import type { WebhookAnswer } from '@visavis/shared/api/hooks';
import type { Channel } from '../channels/channel.types.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import type { HookRequest, HookResult, NormalizedPost } from '../connectors/connector.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { IntakeService, type Ingested } from './intake.service.ts';
import { RawHooksRepository } from './raw-hooks.repository.ts';

/** Posts of one call, waiting for the transaction that stores them. */
interface WaitingCall {
  /** As it was when the call came. */
  channel: Channel;
  posts: NormalizedPost[];
  body: Buffer;
  resolve(outcome: CallOutcome): void;
  reject(error: unknown): void;
}

type CallOutcome = Pick<Ingested, 'outcomes' | 'rejected'>;

export type HookAnswer =
  | { kind: 'challenge'; contentType: string; body: string }
  | { kind: 'stored'; answer: WebhookAnswer };

const MOST_POSTS_AT_ONCE = 1_000;
const KEEP_RAW_MS = 7 * 86_400_000;

/**
 * Takes the calls of networks. They are stored before they are answered; calls that arrive while a transaction of the
 * same channel runs share the next one, so that a storm of single posts does not become a queue of transactions.
 */
@Injectable()
export class ReceiveHookService {
  private readonly waiting = new Map<string, WaitingCall[]>();
  private readonly running = new Set<string>();

  constructor(
    private readonly channels: ChannelsService,
    private readonly intake: IntakeService,
    private readonly rawHooks: RawHooksRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `not-found`, `signature-invalid` before anything was read, `malformed` or `invalid` for a call
   *   that this network would not make
   */
  async receive(channelId: string, request: HookRequest): Promise<HookAnswer> {
    const channel = await this.channels.get(channelId);
    const connector = await this.channels.connectorFor(channelId);
    if (connector.receiveHook === undefined) throw new DomainError('not-found');
    const result = await connector.receiveHook(request);
    if (result.kind === 'challenge') return result;
    refuse(result);
    const { outcomes, rejected } = await this.store(channel, result.posts, request.rawBody);
    return { kind: 'stored', answer: answerOf(result, outcomes, rejected) };
  }

  /** Raw calls are kept for a week. */
  async pruneRaw(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEEP_RAW_MS);
    await this.uow.run((tx) => this.rawHooks.prune(tx, before));
  }

  private store(channel: Channel, posts: NormalizedPost[], body: Buffer): Promise<CallOutcome> {
    return new Promise((resolve, reject) => {
      const calls = this.waiting.get(channel.id) ?? [];
      calls.push({ channel, posts, body, resolve, reject });
      this.waiting.set(channel.id, calls);
      if (!this.running.has(channel.id)) void this.drain(channel.id);
    });
  }

  private async drain(channelId: string): Promise<void> {
    this.running.add(channelId);
    try {
      for (let calls = this.next(channelId); calls.length > 0; calls = this.next(channelId)) {
        await this.storeTogether(calls);
      }
    } finally {
      this.running.delete(channelId);
    }
  }

  private next(channelId: string): WaitingCall[] {
    const calls = this.waiting.get(channelId) ?? [];
    let posts = 0;
    let count = 0;
    for (const call of calls) {
      posts += call.posts.length;
      if (count > 0 && posts > MOST_POSTS_AT_ONCE) break;
      count += 1;
    }
    if (count === calls.length) this.waiting.delete(channelId);
    return calls.splice(0, count);
  }

  /** One transaction for all; when it fails each call is tried alone, so that none suffers for another. */
  private async storeTogether(calls: readonly WaitingCall[]): Promise<void> {
    try {
      for (const [at, outcome] of (await this.transact(calls)).entries()) calls[at]?.resolve(outcome);
    } catch (error) {
      if (calls.length === 1) calls[0]?.reject(error);
      else for (const call of calls) await this.storeTogether([call]);
    }
  }

  /** For the channel as the last of them found it: somebody may have moved it while the line was long. */
  private async transact(calls: readonly WaitingCall[]): Promise<CallOutcome[]> {
    const channel = calls.at(-1)?.channel;
    if (channel === undefined) return [];
    const now = this.clock.now();
    const posts = calls.flatMap((call) => call.posts);
    return this.uow.run(async (tx) => {
      const raw = calls.map(({ body }) => ({ id: newId(now), body }));
      await this.rawHooks.insert(tx, channel.id, raw, now);
      const ingested = await this.intake.ingestInto(tx, channel, posts, { cursor: null, progress: {} });
      let from = 0;
      return calls.map((call) => {
        const to = from + call.posts.length;
        const outcomes = ingested.outcomes.slice(from, to);
        const rejected = ingested.rejected
          .filter(({ index }) => index >= from && index < to)
          .map((entry) => ({ ...entry, index: entry.index - (to - call.posts.length) }));
        from = to;
        return { outcomes, rejected };
      });
    });
  }
}

function refuse(result: HookResult): asserts result is Extract<HookResult, { kind: 'posts' }> {
  if (result.kind === 'refused') {
    throw new DomainError('signature-invalid', {}, 'The call is not signed with the secret of this channel.');
  }
  if (result.kind === 'invalid') {
    throw new DomainError(result.status === 400 ? 'malformed' : 'batch-too-large', {}, result.message);
  }
}

/** Indexes of the answer are those of the call, also where the connector has left posts out already. */
function answerOf(
  result: Extract<HookResult, { kind: 'posts' }>,
  outcomes: Ingested['outcomes'],
  rejected: Ingested['rejected'],
): WebhookAnswer {
  const leftOut = new Set(result.rejected.map((entry) => entry.index));
  const total = result.posts.length + result.rejected.length;
  const indexes = Array.from({ length: total }, (_, index) => index).filter((index) => !leftOut.has(index));
  const late = rejected.map((entry) => ({ ...entry, index: indexes[entry.index] ?? entry.index }));
  return {
    accepted: outcomes.filter((outcome) => outcome === 'accepted').length,
    duplicates: outcomes.filter((outcome) => outcome === 'duplicate').length,
    rejected: [...result.rejected, ...late].sort((a, b) => a.index - b.index),
  };
}
