import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { useOrderedList } from '../use-ordered-list.ts';
import { useOrderPolicies, useSavePolicy } from './policies.queries.ts';
import { draftOf, requestOf } from './policy-draft.ts';

/** What can be done with the list; the last of it stays the last. */
export function usePolicyList(policies: readonly SlaPolicyItem[]) {
  const save = useSavePolicy();
  return useOrderedList({
    items: policies.filter(({ isFallback }) => !isFallback),
    catalogue: 'policies',
    order: useOrderPolicies(),
    setActive: (policy, isActive) =>
      save.mutateAsync({
        id: policy.id,
        request: requestOf({ ...draftOf(policy), isActive }, policy.version),
      }),
  });
}
