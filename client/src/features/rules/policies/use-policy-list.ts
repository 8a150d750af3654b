import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../lib/api-client.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { useToasts } from '../../../ui/Toast.tsx';
import { useOrderPolicies, useSavePolicy } from './policies.queries.ts';
import { draftOf, requestOf } from './policy-draft.ts';

/** What can be done with the list: moving can be undone, and all of it is said aloud. */
export function usePolicyList(policies: readonly SlaPolicyItem[]) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const save = useSavePolicy();
  const order = useOrderPolicies();
  /** For screen readers: what a key or a drag has just done. */
  const [said, setSaid] = useState('');
  const fail = (error: unknown) => toasts.show({ text: sentence(error), tone: 'error' });

  const place = (ids: readonly string[], onDone?: () => void) =>
    order.mutate(ids, {
      onSuccess: () => onDone?.(),
      onError: (error) =>
        error instanceof ApiError && error.code === 'version-conflict'
          ? toasts.show({ text: t('policies.orderOutdated'), tone: 'error' })
          : fail(error),
    });

  /** @param to index in the list without the policy itself; the last of the list stays the last */
  const move = (policy: SlaPolicyItem, to: number) => {
    const before = policies.filter(({ isFallback }) => !isFallback).map(({ id }) => id);
    const after = before.filter((id) => id !== policy.id);
    const at = Math.max(0, Math.min(after.length, to));
    after.splice(at, 0, policy.id);
    if (after.join() === before.join()) return;
    const text = t('policies.moved', { name: policy.name, place: at + 1, count: before.length });
    setSaid(text);
    place(after, () => toasts.show({ text, onUndo: () => place(before) }));
  };

  const toggle = (policy: SlaPolicyItem) => {
    const isActive = !policy.isActive;
    save.mutate(
      { id: policy.id, request: requestOf({ ...draftOf(policy), isActive }, policy.version) },
      {
        onSuccess: ({ name }) =>
          toasts.show({
            text: t(isActive ? 'policies.switchedOn' : 'policies.switchedOff', { name }),
            tone: 'done',
          }),
        onError: fail,
      },
    );
  };

  return { said, move, toggle };
}
