import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { firstName, useFormat } from '../../lib/format.ts';
import type { ComposerModel } from './use-composer.ts';

/** Why the last try was refused, or why nothing can go out here, as one sentence; null when all is well. */
export function useReplyFault(
  { sending, obstacle, conversation }: ComposerModel,
  network: string,
): string | null {
  const { t } = useTranslation();
  const sentence = useSentence();
  const format = useFormat();
  const { windowClosesAt, contact } = conversation;
  const closed = (words: 'windowClosed' | 'windowCloses') =>
    t(`composer.refused.${words}`, {
      network,
      moment: format.moment(windowClosesAt ?? ''),
      name: firstName(contact.name),
    });
  const refusal = ({ code, details }: ApiError): string | null => {
    const { length, limit, state, closesAt } = details;
    if (code === 'too-long' && typeof length === 'number' && typeof limit === 'number')
      return t('composer.refused.tooLong', { length, limit, network });
    if (code === 'window-closed' && closesAt === windowClosesAt) return closed('windowCloses');
    if (code === 'channel-unhealthy')
      return t(state === 'paused' ? 'composer.refused.paused' : 'composer.refused.reconnect', { network });
    return null;
  };
  if (obstacle === 'window') return closed('windowClosed');
  // The customer has written again meanwhile: it is open anew.
  const isOver =
    sending.error?.code === 'window-closed' && sending.error.details['closesAt'] !== windowClosesAt;
  if (sending.error && !isOver) return refusal(sending.error) ?? sentence(sending.error);
  if (obstacle === 'noTarget' || obstacle === 'channel') return t(`composer.obstacle.${obstacle}`);
  return null;
}
