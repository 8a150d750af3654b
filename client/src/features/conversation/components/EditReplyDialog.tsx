import type { MessageItem } from '@visavis/shared/api/conversations';
import type { EditReplyRequest, ReplyStateAnswer } from '@visavis/shared/api/replies';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../../lib/api-client.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { Dialog, SubmitActions } from '../../../ui/Dialog.tsx';
import { TextAreaField } from '../../../ui/Field.tsx';
import { takeApart } from '../../../lib/signed-text.ts';

interface EditReplyDialogProps {
  /** Null: closed. */
  message: MessageItem | null;
  onClose: () => void;
}

/** Other words for a reply, under the same signature. */
export function EditReplyDialog({ message, onClose }: EditReplyDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={message !== null} onClose={onClose} title={t('conversation.editReply.title')} width={520}>
      {message && <EditForm key={message.id} message={message} onClose={onClose} />}
    </Dialog>
  );
}

function EditForm({ message, onClose }: { message: MessageItem; onClose: () => void }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { body, byline } = takeApart(message);
  const [text, setText] = useState(body);
  const edit = useMutation({
    mutationFn: (request: EditReplyRequest) =>
      api.patch<ReplyStateAnswer>(`/api/replies/${message.id}`, request),
    onSuccess: onClose,
  });
  const isPersonal = edit.error instanceof ApiError && edit.error.code === 'personal-data';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit.mutate({ text, ...(isPersonal ? { acknowledged: ['personal-data'] } : {}) });
  };
  return (
    <form onSubmit={submit}>
      <TextAreaField
        label={t('conversation.editReply.text')}
        rows={6}
        value={text}
        data-autofocus
        help={byline}
        error={edit.error ? sentence(edit.error) : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <SubmitActions
        onCancel={onClose}
        isBusy={edit.isPending}
        isDisabled={text.trim() === ''}
        words={t(isPersonal ? 'conversation.editReply.anyway' : 'conversation.editReply.send')}
      />
    </form>
  );
}
