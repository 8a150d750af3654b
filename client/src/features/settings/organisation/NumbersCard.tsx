import type { OrganisationItem } from '@visavis/shared/api/organisation';
import {
  customerNumberExpression,
  isCustomerNumberPattern,
} from '@visavis/shared/text/customer-number-pattern';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldFaults } from '../../../lib/error-sentence.ts';
import { TextField } from '../../../ui/Field.tsx';
import { OrganisationCard } from './OrganisationCard.tsx';
import styles from './organisation.module.css';
import { useOrganisationChanges } from './organisation.queries.ts';

/** What customer numbers look like, with a field in which to try it before it is saved. */
export function NumbersCard({ stored }: { stored: OrganisationItem }) {
  const { t } = useTranslation();
  const changes = useOrganisationChanges(stored);
  const { form, set, save } = changes;
  const faults = useFieldFaults()(save.error);
  const pattern = form.customerNumberPattern;
  const isBad = pattern !== null && !isCustomerNumberPattern(pattern);
  return (
    <OrganisationCard
      title={t('organisation.numbers.title')}
      note={t('organisation.numbers.text')}
      changes={changes}
      isFaulty={isBad}
      aside={<Tester pattern={isBad ? null : pattern} />}
    >
      <TextField
        label={t('organisation.numbers.pattern')}
        help={t('organisation.numbers.patternHelp')}
        error={isBad ? t('organisation.numbers.patternBad') : faults.customerNumberPattern}
        placeholder="9999 9999 99"
        maxLength={60}
        value={pattern ?? ''}
        onChange={(event) => set({ customerNumberPattern: event.currentTarget.value || null })}
      />
    </OrganisationCard>
  );
}

function Tester({ pattern }: { pattern: string | null }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const found = pattern === null ? [] : (text.match(customerNumberExpression(pattern)) ?? []);
  const result =
    text.trim() === ''
      ? ''
      : pattern === null
        ? t('organisation.numbers.noPattern')
        : found.length === 0
          ? t('organisation.numbers.notFound')
          : t('organisation.numbers.found', { numbers: found.join(', ') });
  return (
    <div className={styles.tester}>
      <TextField
        label={t('organisation.numbers.tester')}
        help={t('organisation.numbers.testerHelp')}
        placeholder={t('organisation.numbers.testerPlaceholder')}
        maxLength={300}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p role="status" className={styles.found} data-found={found.length > 0}>
        {result}
      </p>
    </div>
  );
}
