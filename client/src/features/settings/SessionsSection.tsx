import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, Table } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { sessionsQuery } from './settings.queries.ts';

/** Where the agent is signed in, each to be ended. */
export function SessionsSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const toasts = useToasts();
  const sentence = useSentence();
  const sessions = useQuery(sessionsQuery);
  const end = useSave((id: string) => api.delete<void>(`/api/sessions/${id}`), [sessionsQuery.queryKey]);
  const onEnd = (id: string) =>
    end.mutate(id, {
      onSuccess: () => toasts.show({ text: t('settings.sessions.ended'), tone: 'done' }),
      onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
    });
  const head = [
    t('settings.sessions.device'),
    t('settings.sessions.since'),
    t('settings.sessions.lastSeen'),
    '',
  ];
  return (
    <Card label={t('settings.sections.sessions')} note={t('settings.sessions.text')}>
      <Loaded query={sessions} title={t('settings.loadFailed')}>
        {(items) => (
          <Table head={head} label={t('settings.sections.sessions')}>
            {items.map((session) => (
              <tr key={session.id}>
                <td>{deviceOf(session.userAgent) ?? t('settings.sessions.unknown')}</td>
                <td className="num">{format.fullDateTime(session.createdAt)}</td>
                <td className="num">{format.fullDateTime(session.lastSeenAt)}</td>
                <td>
                  {session.isCurrent ? (
                    <Chip tone="ok">{t('settings.sessions.current')}</Chip>
                  ) : (
                    <Button size="small" onClick={() => onEnd(session.id)}>
                      {t('settings.sessions.end')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** The browser and system of a user agent line, roughly; null for what is neither. */
function deviceOf(userAgent: string): string | null {
  const browser = BROWSERS.find(([sign]) => userAgent.includes(sign))?.[1];
  const system = SYSTEMS.find(([sign]) => userAgent.includes(sign))?.[1];
  if (!browser) return userAgent.slice(0, 40) || null;
  return system ? `${browser}, ${system}` : browser;
}
