import { Injectable } from '@nestjs/common';
import type { Cursor } from '../connectors/connector.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { PollLeasesRepository } from './poll-leases.repository.ts';

/** Longer than a page takes, shorter than anybody wants to wait for a process that died. */
const POLL_LEASE_MS = 60_000;
const STREAM_LEASE_MS = 30_000;
const SWEEP_PAUSE_MS = 5 * 60_000;

/** Sees to it that of all processes one at a time reads a channel. A lease lapses by itself when its process dies. */
@Injectable()
export class PollLeasesService {
  constructor(
    private readonly repository: PollLeasesRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  duePolls(): Promise<string[]> {
    return this.repository.duePolls(this.clock.now());
  }

  dueSweeps(): Promise<string[]> {
    return this.repository.dueSweeps(this.clock.now());
  }

  /** @returns null when the channel is not due, is paused, or is being polled */
  claimPoll(channelId: string): Promise<{ cursor: Cursor | null; failures: number } | null> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + POLL_LEASE_MS);
    return this.uow.run((tx) => this.repository.claimPoll(tx, channelId, { now, until }));
  }

  /** @returns false when the channel was paused, or the lease has lapsed and is somebody else's */
  renewPoll(channelId: string): Promise<boolean> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + POLL_LEASE_MS);
    return this.uow.run((tx) => this.repository.renewPoll(tx, channelId, { now, until }));
  }

  /** Step: lets go, and says when the next poll is due. */
  async releasePoll(tx: Tx, channelId: string, next: { at: Date; failed: boolean }): Promise<void> {
    await this.repository.releasePoll(tx, channelId, next);
  }

  /** The network cannot be polled after all. */
  stopPolling(channelId: string): Promise<void> {
    return this.uow.run((tx) => this.repository.stopPolling(tx, channelId));
  }

  /** Soonest possible, because a stream begins. After a failed poll the pause that followed from it holds. */
  pollNow(channelId: string): Promise<void> {
    return this.uow.run((tx) => this.repository.pollNow(tx, channelId, this.clock.now()));
  }

  claimSweep(channelId: string): Promise<boolean> {
    const now = this.clock.now();
    const next = new Date(now.getTime() + SWEEP_PAUSE_MS);
    return this.uow.run((tx) => this.repository.claimSweep(tx, channelId, { now, next }));
  }

  stopSweeping(channelId: string): Promise<void> {
    return this.uow.run((tx) => this.repository.stopSweeping(tx, channelId));
  }

  /** Takes or renews the streams of channels for a process. @returns those that it has now */
  async claimStreams(channelIds: readonly string[], by: string): Promise<Set<string>> {
    if (channelIds.length === 0) return new Set();
    const now = this.clock.now();
    const until = new Date(now.getTime() + STREAM_LEASE_MS);
    return new Set(
      await this.uow.run((tx) => this.repository.claimStreams(tx, channelIds, { by, now, until })),
    );
  }

  /** Lets go of a stream, and has the channel polled soonest possible: for what nobody heard since it ended. */
  releaseStream(channelId: string, by: string): Promise<void> {
    const now = this.clock.now();
    return this.uow.run((tx) => this.repository.releaseStream(tx, channelId, { by, now }));
  }

  /** Whether somebody holds its stream; that stays so until the transaction ends. */
  isStreamed(tx: Tx, channelId: string): Promise<boolean> {
    return this.repository.isStreamed(tx, channelId, this.clock.now());
  }
}
