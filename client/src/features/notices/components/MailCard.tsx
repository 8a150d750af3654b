import type { NoticeSettings } from '@visavis/shared/api/notices';
import { isWallClockTime } from '@visavis/shared/notices/quiet-hours';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/directory.queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { CheckField, SelectField, TextField } from '../../../ui/Field.tsx';
import { Card, Form, FormActions } from '../../../ui/Page.tsx';
import styles from './NoticesSection.module.css';

const DELAYS = [5, 15, 30, 60, 120, 240, 480];
const USUAL = { from: '20:00', to: '07:00' };

interface MailCardProps {
  settings: NoticeSettings;
  onSave: (settings: NoticeSettings) => void;
}

/** After how long an e-mail comes, and when nothing does. */
export function MailCard({ settings, onSave }: MailCardProps) {
  const { t } = useTranslation();
  const { timeZone } = useMe().organisation;
  const [after, setAfter] = useState(settings.mailAfterMinutes);
  const [isQuiet, setQuiet] = useState(settings.quiet !== null);
  const [hours, setHours] = useState(settings.quiet ?? USUAL);
  const isWhole = isWallClockTime(hours.from) && isWallClockTime(hours.to) && hours.from !== hours.to;
  const delays = [...new Set([...DELAYS, settings.mailAfterMinutes])].toSorted((a, b) => a - b);
  const nameOf = (minutes: number) =>
    minutes % 60 === 0
      ? t('notices.mail.hours', { count: minutes / 60 })
      : t('notices.mail.minutes', { count: minutes });
  const quiet = isQuiet ? hours : null;
  const isChanged =
    after !== settings.mailAfterMinutes || JSON.stringify(quiet) !== JSON.stringify(settings.quiet);
  return (
    <Card title={t('notices.mail.title')} note={t('notices.mail.text')}>
      <Form
        label={t('notices.mail.title')}
        onSubmit={() => onSave({ ...settings, mailAfterMinutes: after, quiet })}
      >
        <SelectField
          label={t('notices.mail.after')}
          value={String(after)}
          options={delays.map((minutes) => ({ value: String(minutes), label: nameOf(minutes) }))}
          onChange={({ target }) => setAfter(Number(target.value))}
        />
        <CheckField
          label={t('notices.mail.quiet')}
          help={t('notices.mail.quietHelp', { zone: timeZone })}
          checked={isQuiet}
          onChange={({ target }) => setQuiet(target.checked)}
        />
        {isQuiet && (
          <div className={styles.hours}>
            {(['from', 'to'] as const).map((end) => (
              <TextField
                key={end}
                type="time"
                label={t(`notices.mail.${end}`)}
                value={hours[end]}
                required
                onChange={({ target }) => setHours({ ...hours, [end]: target.value })}
              />
            ))}
          </div>
        )}
        <FormActions>
          <Button type="submit" tone="primary" disabled={!isChanged || (isQuiet && !isWhole)}>
            {t('notices.mail.save')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}
