import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OutboundError } from '../platform/http/outbound-error.ts';
import { SafeHttpClient, type OutboundResponse } from '../platform/http/safe-http.client.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { MediaRepository, type ClaimedFetch } from './media.repository.ts';
import { encodePicture, LARGEST_BYTES, PictureError } from './picture.ts';

const MOST_ATTEMPTS = 3;
const FIRST_RETRY_MS = 5_000;
const TIMEOUT_MS = 15_000;
/** Longer than a fetch can take; after it another one may try. */
const LEASE_MS = 120_000;
const AT_ONCE = 500;

/** Why there is no picture, and whether asking again may help. */
interface Failure {
  state: 'failed' | 'refused';
  reason: string;
  isLasting: boolean;
}

/** Fetches the pictures that posts point at, so that screens show them from our own origin. */
@Injectable()
export class FetchMediaService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: MediaRepository,
    private readonly http: SafeHttpClient,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Queues what is due. */
  async wake(): Promise<void> {
    const due = await this.uow.run((tx) =>
      this.repository.takeDue(tx, this.clock.now(), this.later(LEASE_MS), AT_ONCE),
    );
    if (due.length > 0)
      await this.jobs.addMany(
        'fetch-media',
        // Under its id: what waits in a long line comes due again before its turn.
        due.map((mediaId) => ({ data: { mediaId }, options: { jobId: mediaId } })),
      );
  }

  /** One try. Emits `media.ready` when it is settled, for better or worse. */
  async fetch(mediaId: string, signal?: AbortSignal): Promise<void> {
    const claimed = await this.uow.run((tx) => this.repository.claim(tx, mediaId, this.later(LEASE_MS)));
    if (claimed === null) return;
    try {
      const response = await this.download(claimed.sourceUrl, signal);
      const picture = await encodePicture(response.body, { animation: 'first-frame' });
      await this.uow.run(async (tx) => {
        if (await this.repository.finish(tx, mediaId, picture)) tx.emit({ type: 'media.ready', mediaId });
      });
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) throw error;
      await this.recordFailure(mediaId, claimed, failure);
    }
  }

  private async download(url: string, signal?: AbortSignal): Promise<OutboundResponse> {
    const response = await this.http.request(url, {
      trust: 'content',
      accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.8',
      timeoutMs: TIMEOUT_MS,
      maxBytes: LARGEST_BYTES,
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.status !== 200) throw new UnexpectedStatus(response.status);
    return response;
  }

  private async recordFailure(mediaId: string, { attempts }: ClaimedFetch, failure: Failure): Promise<void> {
    if (!failure.isLasting && attempts < MOST_ATTEMPTS) {
      const delayMs = FIRST_RETRY_MS * 4 ** (attempts - 1);
      await this.uow.run((tx) =>
        this.repository.postpone(tx, mediaId, this.later(delayMs + LEASE_MS), failure.reason),
      );
      await this.jobs.add('fetch-media', { mediaId }, { jobId: `${mediaId}-${attempts}`, delayMs });
      return;
    }
    await this.uow.run(async (tx) => {
      const isSettled = await this.repository.giveUp(tx, mediaId, failure.state, {
        reason: failure.reason,
        at: this.clock.now(),
      });
      if (isSettled) tx.emit({ type: 'media.ready', mediaId });
    });
  }

  private later(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}

class UnexpectedStatus extends Error {
  constructor(readonly status: number) {
    super(`The network answered ${status} instead of the picture.`);
  }
}

/** @returns null for a fault of our own */
function failureOf(error: unknown): Failure | null {
  if (error instanceof PictureError) return { state: 'failed', reason: error.message, isLasting: true };
  if (error instanceof UnexpectedStatus) {
    const isLasting = error.status < 500 && error.status !== 429 && error.status !== 408;
    return { state: 'failed', reason: error.message, isLasting };
  }
  if (!(error instanceof OutboundError)) return null;
  if (error.kind === 'refused') return { state: 'refused', reason: error.message, isLasting: true };
  if (error.kind === 'too-large') {
    return {
      state: 'failed',
      reason: `The picture is larger than ${LARGEST_BYTES / 1024 / 1024} MB.`,
      isLasting: true,
    };
  }
  return { state: 'failed', reason: error.message, isLasting: false };
}
