import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isInTransaction } from './transaction-scope.ts';

/** Reads outside of a transaction. Whatever writes goes through `UnitOfWork`. */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Rows of one statement, each on a connection of its own. `bigint` arrives as a string, `timestamptz` as a Date.
   *
   * @throws QueryFailedError as the driver reports it
   */
  async query<R>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
    if (isInTransaction())
      throw new Error('This read would wait for a second connection inside a transaction: use tx.query.');
    const runner = this.dataSource.createQueryRunner();
    try {
      const result = await runner.query(sql, [...params], true);
      return result.records as R[];
    } finally {
      await runner.release();
    }
  }

  /** Whether every migration that this version of the product knows has run. */
  async isMigrated(): Promise<boolean> {
    return !(await this.dataSource.showMigrations());
  }
}
