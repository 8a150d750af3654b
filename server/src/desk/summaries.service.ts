import { Injectable } from '@nestjs/common';
import { excerpt } from '@visavis/shared/text/excerpt';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { KeptWorkService } from '../conversations/kept-work.service.ts';
import type { Organisation } from '../organisation/organisation.types.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { handOverSummary } from './hand-over-summary.ts';

const LONGEST_SUBJECT = 120;

/** The paragraph on the card of a hand-over for which nobody wrote one. */
@Injectable()
export class SummariesService {
  constructor(private readonly kept: KeptWorkService) {}

  /** By conversation. @param organisation null before the set-up */
  async of(
    tx: Tx,
    states: readonly ConversationState[],
    organisation: Pick<Organisation, 'locale' | 'timeZone'> | null,
  ): Promise<Map<string, string>> {
    const house = organisation ?? { locale: 'de', timeZone: 'Europe/Berlin' };
    const rows = await this.kept.summaryRows(
      tx,
      states.map(({ id }) => id),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return new Map(
      states.map((state) => {
        const row = byId.get(state.id);
        const facts = {
          subject: excerpt(row?.subject ?? '', LONGEST_SUBJECT),
          contactName: row?.contactName ?? '',
          waitsSince: isOurTurn(state) ? state.lastCustomerMessageAt : null,
          replyCount: state.replyCount,
          lastHelperName: row?.helperName ?? null,
        };
        return [state.id, handOverSummary(facts, house)];
      }),
    );
  }
}

/** Somebody waits for us in it. */
export function isOurTurn({ status, isSpam }: Pick<ConversationState, 'status' | 'isSpam'>): boolean {
  return !isSpam && (status === 'new' || status === 'open');
}
