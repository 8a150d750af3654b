import type { RoutingRuleItem } from '@visavis/shared/api/routing';
import { useTranslation } from 'react-i18next';
import { useToasts } from '../../ui/Toast.tsx';
import { draftOf, requestOf } from './rule-draft.ts';
import { useOrderRules, useRemoveRule, useSaveRule } from './rules.mutations.ts';
import { useOrderedList } from './use-ordered-list.ts';

/** What can be done with the list: each can be undone, and each is said aloud. */
export function useRuleList(rules: readonly RoutingRuleItem[]) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const save = useSaveRule();
  const remove = useRemoveRule();
  const { fail, ...list } = useOrderedList({
    items: rules,
    catalogue: 'rules',
    order: useOrderRules(),
    setActive: (rule, isActive) =>
      save.mutateAsync({ id: rule.id, request: requestOf({ ...draftOf(rule), isActive }, rule.version) }),
  });

  const drop = (rule: RoutingRuleItem) =>
    remove.mutate(
      { id: rule.id },
      {
        onSuccess: () =>
          toasts.show({
            text: t('rules.deleted', { name: rule.name }),
            onUndo: () => remove.mutate({ id: rule.id, isBack: true }, { onError: fail }),
          }),
        onError: fail,
      },
    );

  return { ...list, drop };
}
