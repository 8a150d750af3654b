import type { RoutingRuleItem } from '@visavis/shared/api/routing';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useToasts } from '../../ui/Toast.tsx';
import { draftOf, requestOf } from './rule-draft.ts';
import { useOrderRules, useRemoveRule, useSaveRule } from './rules.mutations.ts';

/** What can be done with the list: each can be undone, and each is said aloud. */
export function useRuleList(rules: readonly RoutingRuleItem[]) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const save = useSaveRule();
  const order = useOrderRules();
  const remove = useRemoveRule();
  /** For screen readers: what a key or a drag has just done. */
  const [said, setSaid] = useState('');
  const fail = (error: unknown) => toasts.show({ text: sentence(error), tone: 'error' });

  const place = (ids: readonly string[], onDone?: () => void) =>
    order.mutate(ids, {
      onSuccess: () => onDone?.(),
      onError: (error) =>
        error instanceof ApiError && error.code === 'version-conflict'
          ? toasts.show({ text: t('rules.orderOutdated'), tone: 'error' })
          : fail(error),
    });

  /** @param to index in the list without the rule itself */
  const move = (rule: RoutingRuleItem, to: number) => {
    const before = rules.map(({ id }) => id);
    const after = before.filter((id) => id !== rule.id);
    const at = Math.max(0, Math.min(after.length, to));
    after.splice(at, 0, rule.id);
    if (after.join() === before.join()) return;
    const text = t('rules.moved', { name: rule.name, place: at + 1, count: before.length });
    setSaid(text);
    place(after, () => toasts.show({ text, onUndo: () => place(before) }));
  };

  const toggle = (rule: RoutingRuleItem) => {
    const isActive = !rule.isActive;
    save.mutate(
      { id: rule.id, request: requestOf({ ...draftOf(rule), isActive }, rule.version) },
      {
        onSuccess: ({ name }) =>
          toasts.show({
            text: t(isActive ? 'rules.switchedOn' : 'rules.switchedOff', { name }),
            tone: 'done',
          }),
        onError: fail,
      },
    );
  };

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

  return { said, move, toggle, drop, isSaving: save.isPending };
}
