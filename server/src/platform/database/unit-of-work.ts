import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { errorCode } from '../error-code.ts';
import { ListenerRegistry } from '../events/listener.registry.ts';
import { OwedEventsRepository, type StoredEvent } from '../events/owed-events.repository.ts';
import { Relay } from '../events/relay.ts';
import { inTransaction, isInTransaction } from './transaction-scope.ts';

/** An open transaction: the first argument of everything that writes. */
export interface Tx {
  readonly manager: EntityManager;
  /** Rows of one statement inside the transaction; UPDATE and DELETE give rows with RETURNING only. */
  query<R>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** Stores a fact with the change; its listeners hear of it after commit, or never if nothing is committed. */
  emit(event: DomainEvent): void;
  emitAll(events: readonly DomainEvent[]): void;
}

/** Serialisation failure and deadlock: the database asks for another try of the whole transaction. */
const TRY_AGAIN = new Set(['40001', '40P01']);
const MOST_TRIES = 6;

@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly listeners: ListenerRegistry,
    private readonly owedEvents: OwedEventsRepository,
    private readonly relay: Relay,
  ) {}

  /**
   * Runs `work` in one transaction and commits it together with the facts it emitted; any error rolls all back.
   * On a serialisation failure or deadlock `work` is run again from the start, a few times, so it must do nothing that
   * a rollback does not undo.
   *
   * @throws Error when called inside another `run`: a step takes `tx` instead
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (isInTransaction())
      throw new Error('A transaction is open already: take its tx instead of opening another.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { result, stored } = await inTransaction(() => this.attempt(work));
        this.relay.handOver(stored);
        return result;
      } catch (error) {
        if (attempt === MOST_TRIES || !TRY_AGAIN.has(errorCode(error))) throw error;
        await delay(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<{ result: T; stored: StoredEvent[] }> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const tx = new OpenTransaction(runner);
      const result = await work(tx);
      const stored = await this.owedEvents.store(tx, tx.emitted, this.listeners.byFact());
      await runner.commitTransaction();
      return { result, stored };
    } catch (error) {
      // A lost connection cannot roll back; the error that matters is the first one.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
      throw error;
    } finally {
      await runner.release();
    }
  }
}

class OpenTransaction implements Tx {
  readonly emitted: DomainEvent[] = [];

  constructor(private readonly runner: QueryRunner) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async query<R>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
    const result = await this.runner.query(sql, [...params], true);
    return result.records as R[];
  }

  emit(event: DomainEvent): void {
    this.emitted.push(event);
  }

  emitAll(events: readonly DomainEvent[]): void {
    for (const event of events) this.emitted.push(event);
  }
}
