import type { BulkChange, BulkChangeAnswer, UndoBulkAnswer } from '@visavis/shared/api/hand-over';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useToasts } from '../../ui/Toast.tsx';

/** The same change to many, with what became of it and the way back. The rows follow as pushes. */
export function useBulkChange(onDone: () => void) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const fail = (error: unknown) => toasts.show({ text: sentence(error), tone: 'error' });
  const undo = useMutation({
    mutationFn: (undoToken: string) =>
      api.post<UndoBulkAnswer>('/api/conversations/bulk/undo', { undoToken }),
    onSuccess: ({ restored, left }) =>
      toasts.show({
        text: [
          t('handOver.bulk.undone', { count: restored.length }),
          ...(left.length > 0 ? [t('handOver.bulk.left', { count: left.length })] : []),
        ].join(' · '),
        tone: left.length > 0 ? 'plain' : 'done',
      }),
    onError: fail,
  });
  /** Where all that was refused was refused for one reason. */
  const why = (refused: BulkChangeAnswer['refused'], change: BulkChange): string | null => {
    const codes = new Set(refused.map(({ code }) => code));
    const [code] = codes;
    if (code === undefined || codes.size > 1) return null;
    if (code !== 'invalid') return t(`handOver.bulk.why.${code}`);
    return change.do === 'assign' || change.do === 'tag' ? t(`handOver.bulk.why.${change.do}`) : null;
  };
  return useMutation({
    mutationFn: (request: { ids: readonly string[]; change: BulkChange }) =>
      api.post<BulkChangeAnswer>('/api/conversations/bulk', request),
    onSuccess: ({ changed, refused, undoToken }, { change }) => {
      const count = changed.length;
      const what = count === 0 ? t('handOver.bulk.nothing') : t(`handOver.bulk.done.${change.do}`, { count });
      const not =
        refused.length > 0
          ? [
              [t('handOver.bulk.refused', { count: refused.length }), why(refused, change)]
                .filter(Boolean)
                .join(': '),
            ]
          : [];
      toasts.show({
        text: [what, ...not].join(' · '),
        tone: count > 0 ? 'done' : 'plain',
        ...(count > 0 ? { onUndo: () => undo.mutate(undoToken) } : {}),
      });
      onDone();
    },
    onError: fail,
  });
}
