import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, SubmitActions } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/Field.tsx';
import { Form } from '../../../ui/Page.tsx';

const LONGEST_TAG = 60;

interface BulkTagsDialogProps {
  count: number;
  onClose: () => void;
  onApply: (add: string[], remove: string[]) => void;
}

/** Tags to be added to, and taken from, all that are chosen. */
export function BulkTagsDialog({ count, onClose, onApply }: BulkTagsDialogProps) {
  const { t } = useTranslation();
  const [added, setAdded] = useState('');
  const [removed, setRemoved] = useState('');
  const [add, remove] = [tagsIn(added), tagsIn(removed)];
  return (
    <Dialog isOpen onClose={onClose} title={t('handOver.bulk.tagTitle', { count })}>
      <Form onSubmit={() => onApply(add, remove)}>
        <TextField
          label={t('handOver.bulk.tagAdd')}
          help={t('handOver.bulk.tagHelp')}
          value={added}
          onChange={(event) => setAdded(event.currentTarget.value)}
        />
        <TextField
          label={t('handOver.bulk.tagRemove')}
          value={removed}
          onChange={(event) => setRemoved(event.currentTarget.value)}
        />
        <SubmitActions
          onCancel={onClose}
          isDisabled={add.length + remove.length === 0}
          words={t('handOver.bulk.tagSubmit')}
        />
      </Form>
    </Dialog>
  );
}

function tagsIn(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim().replace(/^#/, '').slice(0, LONGEST_TAG));
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
