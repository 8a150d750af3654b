import type { Page } from '@visavis/shared/api/page';
import type { RoutingRuleItem } from '@visavis/shared/api/routing';
import type { SkillItem } from '@visavis/shared/api/schedule';
import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { itemsOf } from '../../lib/directory.queries.ts';

/** The rules in their order. */
export const rulesQuery = queryOptions({
  queryKey: ['routing-rules'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<Page<RoutingRuleItem>>('/api/routing-rules', { signal })),
});

/** Under the key that everybody uses who needs skills. */
export const ruleSkillsQuery = queryOptions({
  queryKey: ['skills'],
  queryFn: async ({ signal }) => itemsOf(await api.get<Page<SkillItem>>('/api/skills', { signal })),
  staleTime: 60_000,
});

/** Under the key that everybody uses who needs policies. */
export const rulePoliciesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: async ({ signal }) => itemsOf(await api.get<Page<SlaPolicyItem>>('/api/sla-policies', { signal })),
});
