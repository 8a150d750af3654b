import { noticeKinds, noticeWays, type NoticeKind, type NoticeSettings } from '@visavis/shared/api/notices';
import { can, type Action } from '@visavis/shared/permissions';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { permittedOf, useMe } from '../../../lib/directory.queries.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { Loaded } from '../../../ui/Loaded.tsx';
import { Card } from '../../../ui/Page.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { useSaveNoticeSettings } from '../notices.mutations.ts';
import { noticeSettingsQuery } from '../notices.queries.ts';
import { BrowserCard } from './BrowserCard.tsx';
import { MailCard } from './MailCard.tsx';
import styles from './NoticesSection.module.css';

/** Kinds that only some people ever get; nobody else is asked about them. */
const FOR: Partial<Record<NoticeKind, Action>> = { unlockAsked: 'people.manage', unlockDecided: 'team.lead' };

/** How one is told of what: by kind and way, in the browser, by e-mail, and when not. */
export function NoticesSection() {
  const { t } = useTranslation();
  const query = useQuery(noticeSettingsQuery);
  const toasts = useToasts();
  const sentence = useSentence();
  const save = useSaveNoticeSettings();
  const onChange = (settings: NoticeSettings, onSuccess?: () => void) =>
    save.mutate(settings, {
      ...(onSuccess && { onSuccess }),
      onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
    });
  return (
    <Loaded query={query} title={t('settings.loadFailed')}>
      {(settings) => (
        <>
          <Matrix settings={settings} onChange={onChange} />
          <BrowserCard settings={settings} onChange={onChange} />
          <MailCard
            // Begins anew with what was saved, here or in another tab.
            key={JSON.stringify([settings.mailAfterMinutes, settings.quiet])}
            settings={settings}
            onSave={(next) =>
              onChange(next, () => toasts.show({ text: t('notices.mail.saved'), tone: 'done' }))
            }
          />
        </>
      )}
    </Loaded>
  );
}

export interface NoticeSettingsPartProps {
  settings: NoticeSettings;
  onChange: (settings: NoticeSettings) => void;
}

function Matrix({ settings, onChange }: NoticeSettingsPartProps) {
  const { t } = useTranslation();
  const me = permittedOf(useMe());
  const kinds = noticeKinds.filter((kind) => {
    const action = FOR[kind];
    return action === undefined || can(me, action);
  });
  return (
    <Card title={t('notices.matrix.title')} note={t('notices.matrix.text')}>
      <table className={styles.matrix} aria-label={t('notices.matrix.title')}>
        <thead>
          <tr>
            <th scope="col">{t('notices.ways.kind')}</th>
            {noticeWays.map((way) => (
              <th key={way} scope="col">
                {t(`notices.ways.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`notices.kinds.${kind}`)}</th>
              {noticeWays.map((way) => (
                <td key={way}>
                  <label className={styles.way}>
                    <input
                      type="checkbox"
                      checked={settings.ways[kind][way]}
                      aria-label={t('notices.wayOf', {
                        kind: t(`notices.kinds.${kind}`),
                        way: t(`notices.ways.${way}`),
                      })}
                      onChange={({ target }) =>
                        onChange({
                          ...settings,
                          ways: {
                            ...settings.ways,
                            [kind]: { ...settings.ways[kind], [way]: target.checked },
                          },
                        })
                      }
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
