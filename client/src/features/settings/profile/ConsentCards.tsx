import { consentWording } from '@visavis/shared/agents/consent-wording';
import { publicForms, type ConsentPurpose, type PublicForm } from '@visavis/shared/agents/public-face';
import type { ConsentItem, ConsentState } from '@visavis/shared/api/consent';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../../lib/error-sentence.ts';
import { useFormat } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { ChoiceField } from '../../../ui/Field.tsx';
import { Card } from '../../../ui/Page.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { useDecide } from './profile.queries.ts';
import styles from './profile.module.css';

export type ChosenForms = Partial<Record<ConsentPurpose, PublicForm>>;

interface ConsentCardsProps {
  state: ConsentState;
  /** Forms that are looked at and not agreed to yet. */
  chosen: ChosenForms;
  onChoose: (purpose: ConsentPurpose, form: PublicForm | null) => void;
  onWithdrawnAll: () => void;
}

/** Each purpose by itself: what is shown, in which words, since when, and one click to take it back. */
export function ConsentCards({ state, chosen, onChoose, onWithdrawnAll }: ConsentCardsProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const decide = useDecide();
  const isAnyGiven = state.consents.some(isGiven);
  const withdrawAll = () =>
    decide.mutate(
      { purpose: null, form: null },
      {
        onSuccess: () => {
          onWithdrawnAll();
          toasts.show({ text: t('profile.consent.allWithdrawn'), tone: 'done' });
        },
        onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
      },
    );
  return (
    <Card title={t('profile.consent.title')}>
      <p className={styles.lead}>{t('profile.consent.text')}</p>
      <div className={styles.consents}>
        {state.consents.map((consent) => (
          <ConsentCard
            key={consent.purpose}
            consent={consent}
            chosen={chosen[consent.purpose] ?? null}
            onChoose={(form) => onChoose(consent.purpose, form)}
          />
        ))}
      </div>
      <div className={styles.all}>
        <p className={styles.quiet}>{t('profile.consent.noUndo')}</p>
        {isAnyGiven && (
          <Button isBusy={decide.isPending} onClick={withdrawAll}>
            {t('profile.consent.withdrawAll')}
          </Button>
        )}
      </div>
    </Card>
  );
}

/** Whether a purpose is agreed to now. */
export function isGiven({ grantedAt, withdrawnAt }: ConsentItem): boolean {
  return grantedAt !== null && withdrawnAt === null;
}

interface ConsentCardProps {
  consent: ConsentItem;
  chosen: PublicForm | null;
  onChoose: (form: PublicForm | null) => void;
}

function ConsentCard({ consent, chosen, onChoose }: ConsentCardProps) {
  const { t, i18n } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const decide = useDecide();
  const { purpose, form } = consent;
  const given = isGiven(consent);
  const shown = chosen ?? (given ? form : null);
  const isNew = chosen !== null && (!given || chosen !== form);
  const locale = i18n.language === 'en' ? 'en' : 'de';
  const wording = shown === null ? null : isNew ? consentWording(purpose, shown, locale) : consent.wording;
  const report = (text: string) => ({
    onSuccess: () => {
      onChoose(null);
      toasts.show({ text, tone: 'done' });
    },
    onError: (error: unknown) => void toasts.show({ text: sentence(error), tone: 'error' }),
  });
  const agree = () =>
    shown !== null &&
    wording !== null &&
    decide.mutate(
      { purpose, form: shown, request: { form: shown, wording, locale } },
      report(t('profile.consent.given')),
    );
  const withdraw = () => decide.mutate({ purpose, form: null }, report(t('profile.consent.withdrawn')));
  return (
    <section className={styles.consent} aria-label={t(`profile.consent.purpose.${purpose}`)}>
      <h3>{t(`profile.consent.purpose.${purpose}`)}</h3>
      <p className={styles.quiet}>{t(`profile.consent.where.${purpose}`)}</p>
      <ChoiceField
        label={t(`profile.consent.purpose.${purpose}`)}
        isLabelHidden
        name={`form-${purpose}`}
        value={shown}
        options={publicForms.map((value) => ({ value, label: t(`profile.consent.form.${value}`) }))}
        onChange={onChoose}
      />
      {wording !== null && (
        <blockquote className={styles.wording} aria-label={t('profile.consent.wording')}>
          {wording}
        </blockquote>
      )}
      <div className={styles.consentFoot}>
        <Since consent={consent} />
        <span className={styles.consentActions}>
          {given && (
            <Button
              size="small"
              isBusy={decide.isPending}
              onClick={withdraw}
              aria-label={`${t('profile.consent.withdraw')}: ${t(`profile.consent.purpose.${purpose}`)}`}
            >
              {t('profile.consent.withdraw')}
            </Button>
          )}
          {isNew && (
            <Button
              size="small"
              tone="primary"
              isBusy={decide.isPending}
              onClick={agree}
              aria-label={`${t('profile.consent.agree')}: ${t(`profile.consent.purpose.${purpose}`)}`}
            >
              {t('profile.consent.agree')}
            </Button>
          )}
        </span>
      </div>
    </section>
  );
}

function Since({ consent }: { consent: ConsentItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { grantedAt, withdrawnAt, purpose } = consent;
  const words =
    grantedAt === null
      ? t(purpose === 'teamPage' ? 'profile.consent.noneTeamPage' : 'profile.consent.none')
      : withdrawnAt === null
        ? t('profile.consent.since', { moment: format.fullDateTime(grantedAt) })
        : t('profile.consent.withdrawnAt', { moment: format.fullDateTime(withdrawnAt) });
  return <span className={styles.quiet}>{words}</span>;
}
