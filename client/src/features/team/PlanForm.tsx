import { IconTrash } from '@tabler/icons-react';
import type { QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../lib/api-client.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { SubmitActions } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/Page.tsx';

/** Where entries of the plan are kept: one of a kind, new or changed. */
export interface PlanPlace {
  path: '/api/shifts' | '/api/absences';
  /** Null for a new entry. */
  id: string | null;
  refreshed: QueryKey[];
}

/** Saves an entry of the plan, new or changed. */
export function useSavePlan<Request extends object>({ path, id, refreshed }: PlanPlace) {
  return useSave(
    (request: Request) => (id ? api.patch(`${path}/${id}`, request) : api.post(path, request)),
    refreshed,
  );
}

interface PlanFormProps {
  place: PlanPlace;
  save: { isPending: boolean; error: unknown };
  /** What is said when the person is planned at that time already. */
  overlap: 'schedule.shifts.overlap' | 'schedule.absence.overlap';
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The form around a shift or an absence: why it was refused, its fields, and deleting it where it is there already. */
export function PlanForm({ place, save, overlap, onSubmit, onClose, children }: PlanFormProps) {
  const { t } = useTranslation();
  const { path, id, refreshed } = place;
  const remove = useSave(() => api.delete<void>(`${path}/${id}`), refreshed);
  const planned = useOverlapSentence(save.error, overlap);
  return (
    <Form onSubmit={onSubmit} error={planned === null ? (save.error ?? remove.error) : null}>
      {planned !== null && (
        <Banner tone="bad" role="alert">
          {planned}
        </Banner>
      )}
      {children}
      <SubmitActions onCancel={onClose} isBusy={save.isPending}>
        {id !== null && (
          <Button
            tone="danger"
            icon={IconTrash}
            isBusy={remove.isPending}
            onClick={() => remove.mutate(undefined, { onSuccess: onClose })}
          >
            {t('schedule.delete')}
          </Button>
        )}
      </SubmitActions>
    </Form>
  );
}

/** Says when somebody is planned already; null for every other fault. */
function useOverlapSentence(error: unknown, words: PlanFormProps['overlap']): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  if (!(error instanceof ApiError) || error.code !== 'conflict') return null;
  const { startsAt, endsAt } = error.details;
  if (typeof startsAt !== 'string' || typeof endsAt !== 'string') return null;
  return t(words, { from: format.moment(startsAt), to: format.moment(endsAt) });
}
