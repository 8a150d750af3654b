import type { AlertRuleItem, AlertWebhookItem } from '@visavis/shared/api/alerts';
import type { Page } from '@visavis/shared/api/page';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { itemsOf } from '../../lib/directory.queries.ts';

export const ALERT_WEBHOOKS_PATH = '/api/alert-webhooks';

export const alertRulesQuery = queryOptions({
  queryKey: ['alerts', 'rules'],
  queryFn: async ({ signal }) => itemsOf(await api.get<Page<AlertRuleItem>>('/api/alert-rules', { signal })),
});

export const alertWebhooksQuery = queryOptions({
  queryKey: ['alerts', 'webhooks'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<Page<AlertWebhookItem>>(ALERT_WEBHOOKS_PATH, { signal })),
});
