import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';
import {
  type AbsentWork,
  type AbsentWorkScope,
  KeptWorkRepository,
  type SummaryRow,
} from './kept-work.repository.ts';

/** What people have on their desks, for handing it over; reads only. */
@Injectable()
export class KeptWorkService {
  constructor(private readonly repository: KeptWorkRepository) {}

  /** Our turn, with somebody who is away or off, and not given to them knowingly since they went. */
  ofAbsent(scope: AbsentWorkScope): Promise<AbsentWork[]> {
    return this.repository.ofAbsent(scope);
  }

  /** The same, asked again under the lock of the people: nobody comes back or goes until the transaction ends. */
  stillOfAbsent(tx: Tx, conversationIds: readonly string[]): Promise<AbsentWork[]> {
    return this.repository.stillOfAbsent(tx, conversationIds);
  }

  /** What a summary says that the state of a conversation does not carry. */
  summaryRows(tx: Tx, ids: readonly string[]): Promise<SummaryRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.repository.summaryRows(tx, ids);
  }

  /** In how many conversations of a contact each of us answered last. */
  async helpersOf(contactId: string): Promise<Map<string, number>> {
    const rows = await this.repository.helpersOf(contactId);
    return new Map(rows.map(({ agentId, count }) => [agentId, count]));
  }
}
