import type { NoticeItem, NoticeKind } from '@visavis/shared/api/notices';
import type { TFunction } from 'i18next';
import { firstName } from '../../lib/format.ts';

/** What happened, in a sentence; with who did it where it was one of us. */
export function noticeSentence(
  t: TFunction,
  { kind, count, actor, conversation, channel, team }: NoticeItem,
): string {
  if (count > 1 && isAlert(kind)) return t(`notices.alerted.${kind}`, { count });
  const contact = channel?.name ?? team?.name ?? conversation?.contactName ?? '';
  return actor === null
    ? t(`notices.told.${kind}.alone`, { contact })
    : t(`notices.told.${kind}.by`, { contact, name: firstName(actor.name) });
}

/** Alerts may stand for several conversations or channels. */
function isAlert(kind: NoticeKind): kind is 'slaBreach' | 'slaWarning' | 'channelDown' {
  return kind === 'slaBreach' || kind === 'slaWarning' || kind === 'channelDown';
}

/** What was written: by a colleague, or else what the customer wrote last. Nothing of channels. */
export function noticeText({ text, conversation }: NoticeItem): string {
  return text === '' ? (conversation?.excerpt ?? '') : text;
}

/**
 * A notice outside the app, where others may look on: who of us did what, and nothing of the customer unless texts are
 * wanted there.
 */
export function noticeOutside(
  t: TFunction,
  notice: NoticeItem,
  showsTexts: boolean,
): { title: string; body: string } {
  if (showsTexts) return { title: noticeSentence(t, notice), body: noticeText(notice) };
  const { kind, count, actor } = notice;
  if (count > 1 && isAlert(kind))
    return { title: noticeSentence(t, notice), body: t('notices.discreetBody') };
  return {
    title:
      actor === null
        ? t(`notices.discreet.${kind}.alone`)
        : t(`notices.discreet.${kind}.by`, { name: firstName(actor.name) }),
    body: t('notices.discreetBody'),
  };
}
