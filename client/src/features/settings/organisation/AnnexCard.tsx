import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Card, FormActions } from '../../../ui/Page.tsx';
import styles from './organisation.module.css';

/** The page that says which data of employees are processed here, to be printed and put to a works agreement. */
export function AnnexCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('organisation.annex.title')}>
      <p className={`mut ${styles.annex}`}>{t('organisation.annex.text')}</p>
      <FormActions>
        {(['de', 'en'] as const).map((locale) => (
          <a
            key={locale}
            className={buttonClass()}
            href={`/api/reports/works-agreement?locale=${locale}`}
            target="_blank"
            rel="noreferrer"
          >
            <Icon of={IconFileText} />
            {t(`organisation.annex.${locale}`)}
          </a>
        ))}
      </FormActions>
    </Card>
  );
}
