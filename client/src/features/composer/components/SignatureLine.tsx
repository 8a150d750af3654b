import type { PreviewReplyAnswer } from '@visavis/shared/api/replies';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api-client.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { Face } from '../../../ui/Face.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import type { CountedReply, ReplyContext } from '../composed-reply.ts';
import styles from './Composer.module.css';

interface SignatureLineProps {
  text: string;
  counted: CountedReply;
  context: ReplyContext;
  networkName: string;
}

/** Who signs and with what: the reply as the public will see it begins here, not after sending. */
export function SignatureLine({ text, counted, context, networkName }: SignatureLineProps) {
  const { t } = useTranslation();
  const { me, visibility } = context;
  const { signature } = counted.signed;
  const byline = signature.replace(/\s*https?:\/\/\S+\s*/g, ' ').trim();
  const link = /https?:\/\/(\S+\/c\/)/.exec(signature)?.[1];
  return (
    <div className={styles.signature}>
      <Face
        name={me.publicName}
        src={me.forms.replies === 'portrait' ? me.avatarUrl : `/faces/${me.id}/0/256.webp`}
        size={20}
        isDecorative
      />
      <b>{byline}</b>
      {visibility === 'private' ? (
        <span className={styles.link}>{t('composer.checkPageHidesText')}</span>
      ) : (
        link && (
          <span className={styles.link} title={t('composer.checkLink')}>
            {link}…
          </span>
        )
      )}
      <Preview text={text} context={context} networkName={networkName} />
    </div>
  );
}

function Preview({ text, context, networkName }: Omit<SignatureLineProps, 'counted'>) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      label={t('composer.previewOn', { network: networkName })}
      target={
        <button
          type="button"
          className={styles.previewButton}
          aria-expanded={isOpen}
          aria-label={t('composer.previewOn', { network: networkName })}
          onClick={() => setOpen((present) => !present)}
        >
          <Icon of={IconEye} size={12} />
          <span>{t('composer.previewOn', { network: networkName })}</span>
        </button>
      }
    >
      {isOpen && <PreviewText text={text} context={context} networkName={networkName} />}
    </Popover>
  );
}

/** Word for word what the network gets, by the server's own hand. */
function PreviewText({ text, context, networkName }: Omit<SignatureLineProps, 'counted'>) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { conversation, visibility, target } = context;
  const preview = useQuery({
    queryKey: ['reply-preview', conversation.id, visibility, target?.id, text],
    queryFn: ({ signal }) =>
      api.post<PreviewReplyAnswer>(
        `/api/conversations/${conversation.id}/replies/preview`,
        { visibility, text, ...(target ? { inReplyToMessageId: target.id } : {}) },
        { signal },
      ),
    gcTime: 0,
    retry: false,
  });
  return (
    <div className={styles.preview}>
      <h3>{t('composer.previewTitle', { network: networkName })}</h3>
      {preview.data ? (
        <p dir="auto">{preview.data.text}</p>
      ) : preview.error ? (
        <p>{sentence(preview.error)}</p>
      ) : (
        <Spinner />
      )}
      <small>{t('composer.previewNote')}</small>
    </div>
  );
}
