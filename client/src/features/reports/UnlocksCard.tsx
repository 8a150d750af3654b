import type { TeamRef } from '@visavis/shared/api/session';
import type { UnlockedFigures, UnlockItem } from '@visavis/shared/api/unlocks';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { AskUnlockDialog } from './AskUnlockDialog.tsx';
import { unlocksOnMeQuery, unlocksQuery } from './reports.queries.ts';
import styles from './ReportsScreen.module.css';
import { UnlockedDialog } from './UnlockedDialog.tsx';

const REFRESHED = [unlocksQuery.queryKey, unlocksOnMeQuery.queryKey];

/** Figures of people are closed; here one asks for a look, and another agrees. */
export function UnlocksCard({ teams }: { teams: TeamRef[] }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const [figures, setFigures] = useState<UnlockedFigures | null>(null);
  const unlocks = useQuery(unlocksQuery);
  return (
    <Card
      title={t('reports.unlock.title')}
      note={<Chip icon={IconLock}>{t('reports.unlock.note')}</Chip>}
      right={
        <Button
          size="small"
          icon={IconLockOpen}
          disabled={teams.length === 0}
          onClick={() => setAsking(true)}
        >
          {t('reports.unlock.ask')}
        </Button>
      }
    >
      <p className="mut">{t('reports.unlock.text')}</p>
      <Loaded query={unlocks} title={t('reports.unlock.failed')}>
        {(items) => (
          <ul className={styles.unlocks}>
            {items.map((item) => (
              <Unlock key={item.id} item={item} onFigures={setFigures} />
            ))}
          </ul>
        )}
      </Loaded>
      {isAsking && <AskUnlockDialog teams={teams} onClose={() => setAsking(false)} />}
      {figures !== null && <UnlockedDialog figures={figures} onClose={() => setFigures(null)} />}
    </Card>
  );
}

interface UnlockProps {
  item: UnlockItem;
  onFigures: (figures: UnlockedFigures) => void;
}

function Unlock({ item, onFigures }: UnlockProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { team, from, to, purpose, lookCount } = item;
  const state = useStateWords(item);
  return (
    <li>
      <b>
        {t('reports.unlock.span', {
          team: team.name,
          from: format.day(from, 'short'),
          to: format.day(to, 'short'),
        })}
      </b>
      <blockquote dir="auto">{purpose}</blockquote>
      <small>
        {state}
        {lookCount > 0 && ` · ${t('reports.unlock.looks', { count: lookCount })}`}
      </small>
      <Actions item={item} onFigures={onFigures} />
    </li>
  );
}

function Actions({ item, onFigures }: UnlockProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const path = `/api/report-unlocks/${item.id}`;
  const onError = (error: Error) => toasts.show({ text: sentence(error), tone: 'error' });
  const decide = useSave(
    (isApproved: boolean) => api.post<UnlockItem>(`${path}/decision`, { isApproved }),
    REFRESHED,
  );
  const look = useSave(() => api.post<UnlockedFigures>(`${path}/looks`, {}), REFRESHED);
  const end = useSave(() => api.delete<void>(path), REFRESHED);
  if (!item.mayDecide && !item.mayLook && !item.mayEnd) return null;
  return (
    <div className={styles.unlockActions}>
      {item.mayDecide && (
        <>
          <Button
            size="small"
            isBusy={decide.isPending && decide.variables}
            disabled={decide.isPending}
            onClick={() => decide.mutate(true, { onError })}
          >
            {t('reports.unlock.approve')}
          </Button>
          <Button
            size="small"
            tone="quiet"
            isBusy={decide.isPending && !decide.variables}
            disabled={decide.isPending}
            onClick={() => decide.mutate(false, { onError })}
          >
            {t('reports.unlock.refuse')}
          </Button>
        </>
      )}
      {item.mayLook && (
        <Button
          size="small"
          isBusy={look.isPending}
          onClick={() => look.mutate(undefined, { onError, onSuccess: onFigures })}
        >
          {t('reports.unlock.look')}
        </Button>
      )}
      {item.mayEnd && (
        <Button
          size="small"
          tone="quiet"
          isBusy={end.isPending}
          onClick={() => end.mutate(undefined, { onError })}
        >
          {t(item.state === 'asked' ? 'reports.unlock.takeBack' : 'reports.unlock.end')}
        </Button>
      )}
    </div>
  );
}

function useStateWords({ state, askedBy, askedAt, decidedBy, expiresAt, hours }: UnlockItem): string {
  const { t } = useTranslation();
  const format = useFormat();
  const asked = t('reports.unlock.asked', {
    name: askedBy.name,
    hours: t('reports.unlock.hoursOf', { count: hours }),
    at: format.moment(askedAt),
  });
  const by = decidedBy?.name ?? '';
  if (state === 'asked') return asked;
  if (state === 'open')
    return `${asked}; ${t('reports.unlock.open', { at: format.moment(expiresAt ?? askedAt), by })}`;
  return `${asked}; ${t(state === 'refused' ? 'reports.unlock.refused' : 'reports.unlock.ended', { by })}`;
}
