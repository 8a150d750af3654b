import type { OrganisationItem } from '@visavis/shared/api/organisation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldFaults } from '../../../lib/error-sentence.ts';
import { TextField } from '../../../ui/Field.tsx';
import { OrganisationCard } from './OrganisationCard.tsx';
import { useOrganisationChanges } from './organisation.queries.ts';

/** What share of answers is to be on time: the line that the live page and walls measure against. */
export function GoalCard({ stored }: { stored: OrganisationItem }) {
  const { t } = useTranslation();
  const changes = useOrganisationChanges(stored);
  const { form, set, save } = changes;
  const faults = useFieldFaults()(save.error);
  const [typed, setTyped] = useState<string | null>(null);
  const goal = form.onTimeGoalPercent;
  const isBad = !(Number.isInteger(goal) && goal >= 1 && goal <= 100);
  return (
    <OrganisationCard title={t('organisation.goal.title')} changes={changes} isFaulty={isBad}>
      <TextField
        label={t('organisation.goal.percent')}
        help={t('organisation.goal.percentHelp')}
        error={isBad ? t('organisation.goal.percentBad') : faults.onTimeGoalPercent}
        inputMode="numeric"
        maxLength={3}
        value={typed ?? String(goal)}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          const text = event.currentTarget.value.trim();
          set({ onTimeGoalPercent: /^\d{1,3}$/u.test(text) ? Number(text) : 0 });
        }}
      />
    </OrganisationCard>
  );
}
