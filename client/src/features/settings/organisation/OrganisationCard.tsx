import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Card, Form, FormActions } from '../../../ui/Page.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import styles from './organisation.module.css';
import type { OrganisationChanges } from './organisation.queries.ts';

interface OrganisationCardProps {
  title: string;
  note?: string;
  changes: OrganisationChanges;
  /** Something on screen cannot be meant; the fields say what. */
  isFaulty?: boolean;
  children: ReactNode;
  /** Stands beside the fields where there is room. */
  aside?: ReactNode;
}

/** A group of fields that is saved by itself; it says while something in it is not. */
export function OrganisationCard({
  title,
  note,
  changes,
  isFaulty = false,
  children,
  aside,
}: OrganisationCardProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const { isChanged, save, submit } = changes;
  return (
    <Card title={title} note={note}>
      <div className={styles.halves}>
        <Form
          label={title}
          error={save.error}
          onSubmit={() => !isFaulty && submit(() => toasts.show({ text: t('common.saved'), tone: 'done' }))}
        >
          {children}
          <FormActions>
            <Button type="submit" tone="primary" isBusy={save.isPending} disabled={!isChanged || isFaulty}>
              {t('common.save')}
            </Button>
            {isChanged && !save.isPending && (
              <span className={styles.unsaved} role="status">
                <Icon of={IconAlertTriangle} size={14} />
                {t(save.error ? 'organisation.notSaved' : 'organisation.unsaved')}
              </span>
            )}
          </FormActions>
        </Form>
        {aside}
      </div>
    </Card>
  );
}
