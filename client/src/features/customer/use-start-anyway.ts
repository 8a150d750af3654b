import type { DeskAnswer } from '@visavis/shared/api/conversations';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useToasts } from '../../ui/Toast.tsx';

/** Takes back that a message needs no answer: its clock runs since it was written, and the push shows it. */
export function useStartAnyway(conversationId: string) {
  const toasts = useToasts();
  const sentence = useSentence();
  return useMutation({
    mutationFn: () => api.delete<DeskAnswer>(`/api/conversations/${conversationId}/no-answer-needed`),
    onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
  });
}
