import type { TeamRef } from '@visavis/shared/api/session';
import {
  LEAST_PURPOSE,
  MOST_PURPOSE,
  unlockHours,
  type AskUnlockRequest,
  type UnlockItem,
} from '@visavis/shared/api/unlocks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useMe } from '../../lib/directory.queries.ts';
import { useSave } from '../../lib/save.ts';
import { serverNow } from '../../lib/server-clock.ts';
import { addDays, wallTimeOf } from '../../lib/zoned-time.ts';
import { Dialog, SubmitActions } from '../../ui/Dialog.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Page.tsx';
import { unlocksQuery } from './reports.queries.ts';
import styles from './ReportsScreen.module.css';

const USUAL_DAYS = 28;
const USUAL_HOURS = 4;

/** Asks for a look at figures of single people: of which team and days, for how long, and for what. */
export function AskUnlockDialog({ teams, onClose }: { teams: TeamRef[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { timeZone } = useMe().organisation;
  const today = wallTimeOf(serverNow(), timeZone).date;
  const [wish, setWish] = useState<AskUnlockRequest>({
    teamId: teams[0]?.id ?? '',
    from: addDays(today, 1 - USUAL_DAYS),
    to: today,
    purpose: '',
    hours: USUAL_HOURS,
  });
  const change = (part: Partial<AskUnlockRequest>) => setWish((last) => ({ ...last, ...part }));
  const ask = useSave(
    (request: AskUnlockRequest) => api.post<UnlockItem>('/api/report-unlocks', request),
    [unlocksQuery.queryKey],
  );
  const purpose = wish.purpose.trim();
  const isComplete = purpose.length >= LEAST_PURPOSE && wish.from !== '' && wish.to !== '';
  return (
    <Dialog isOpen onClose={onClose} title={t('reports.unlock.dialog')}>
      <Form
        onSubmit={() => ask.mutate({ ...wish, purpose }, { onSuccess: onClose })}
        error={ask.error}
        label={t('reports.unlock.dialog')}
      >
        <TextAreaField
          label={t('reports.unlock.purpose')}
          help={t('reports.unlock.purposeHelp', { count: LEAST_PURPOSE })}
          value={wish.purpose}
          required
          rows={3}
          maxLength={MOST_PURPOSE}
          onChange={({ target }) => change({ purpose: target.value })}
        />
        <SelectField
          label={t('reports.unlock.team')}
          value={wish.teamId}
          onChange={({ target }) => change({ teamId: target.value })}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div className={styles.controls}>
          <TextField
            label={t('reports.unlock.from')}
            type="date"
            value={wish.from}
            max={wish.to}
            onChange={({ target }) => change({ from: target.value })}
          />
          <TextField
            label={t('reports.unlock.to')}
            type="date"
            value={wish.to}
            min={wish.from}
            onChange={({ target }) => change({ to: target.value })}
          />
        </div>
        <SelectField
          label={t('reports.unlock.hours')}
          value={String(wish.hours)}
          onChange={({ target }) => change({ hours: Number(target.value) })}
          options={unlockHours.map((count) => ({
            value: String(count),
            label: t('reports.unlock.hoursOf', { count }),
          }))}
        />
        <SubmitActions
          onCancel={onClose}
          isBusy={ask.isPending}
          isDisabled={!isComplete}
          words={t('reports.unlock.send')}
        />
      </Form>
    </Dialog>
  );
}
