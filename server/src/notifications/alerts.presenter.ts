import type { AlertRuleItem, AlertWebhookItem } from '@visavis/shared/api/alerts';
import type { AlertRuleRow, AlertWebhookRow } from './alerts.types.ts';

export function presentRule(row: AlertRuleRow, mayEdit: boolean): AlertRuleItem {
  const { id, on, to, agentIds, ways, isActive, version } = row;
  const named = (namedId: string | null, name: string | null) =>
    namedId === null ? null : { id: namedId, name: name ?? '' };
  return {
    id,
    team: named(row.teamId, row.teamName),
    on,
    to,
    agentIds,
    ways,
    webhook: named(row.webhookId, row.webhookName),
    isActive,
    mayEdit,
    version,
  };
}

/** @param isWhole with the address, which may be a secret by itself */
export function presentWebhook(row: AlertWebhookRow, isWhole: boolean): AlertWebhookItem {
  const { id, name, url, lastAt, lastStatus: status, lastFault: fault, waiting } = row;
  return {
    id,
    name,
    host: new URL(url).host,
    url: isWhole ? url : null,
    last: lastAt === null ? null : { at: lastAt.toISOString(), ok: fault === null, status, fault },
    waiting,
  };
}
