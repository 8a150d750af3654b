import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMatch, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Rail } from '../features/inbox/components/Rail.tsx';
import { viewOf } from '../features/inbox/inbox-search.ts';
import { NoticeTeller } from '../features/notices/components/NoticeTeller.tsx';
import { noticeCountQuery } from '../features/notices/notices.queries.ts';
import { SetupReminder } from '../features/session/SetupReminder.tsx';
import { api } from '../lib/api-client.ts';
import { useSentence } from '../lib/error-sentence.ts';
import { useShortcuts } from '../lib/shortcuts.ts';
import { useToasts } from '../ui/Toast.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { MiniRail } from './MiniRail.tsx';
import { PhoneTabs } from './PhoneTabs.tsx';
import styles from './Shell.module.css';

interface ShellProps {
  onFind: () => void;
  onKeys: () => void;
  children: ReactNode;
}

/** What stands around every page of somebody who is signed in: rail, or tab bar on a phone, and the connection's banner. */
export function Shell({ onFind, onKeys, children }: ShellProps) {
  const { t } = useTranslation();
  const inbox = useMatch({ from: '/signed-in/inbox/$view', shouldThrow: false });
  const current = inbox ? { view: viewOf(inbox.params.view), search: inbox.search } : null;
  const newNotices = useQuery(noticeCountQuery).data?.unseen ?? 0;
  const actions = { ...useOwnActions(onKeys), newNotices };
  useGoSequences();
  // On a phone a conversation covers the tab bar.
  const covers = current?.search.c !== undefined;
  return (
    <div className={styles.shell} data-covers={covers} data-area={current ? 'inbox' : 'other'}>
      <a href="#content" className={styles.skip}>
        {t('app.skip')}
      </a>
      {current ? (
        <Rail current={current} onFind={onFind} {...actions} />
      ) : (
        <MiniRail onFind={onFind} {...actions} />
      )}
      <div id="content" className={styles.content} tabIndex={-1}>
        <div data-connection className={styles.banner}>
          <ConnectionBanner />
          <SetupReminder />
        </div>
        {children}
      </div>
      <NoticeTeller openId={current?.search.c ?? null} />
      <PhoneTabs current={current} onFind={onFind} {...actions} />
    </div>
  );
}

function useOwnActions(onKeys: () => void) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const sentence = useSentence();
  return useMemo(
    () => ({
      onKeys,
      onSettings: () => void navigate({ to: '/settings/$section', params: { section: 'profile' } }),
      onLive: () => void navigate({ to: '/live' }),
      onSignOut: () => {
        api.delete<void>('/api/session').then(
          () => navigate({ to: '/login' }).then(() => queryClient.clear()),
          (error: unknown) => void toasts.show({ text: sentence(error), tone: 'error' }),
        );
      },
    }),
    [navigate, onKeys, queryClient, sentence, toasts],
  );
}

/** G, then a letter, leads to a view from everywhere. */
function useGoSequences(): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const go = (view: 'all' | 'mine' | 'due' | 'new' | 'waiting') => () =>
    void navigate({ to: '/inbox/$view', params: { view }, search: {} });
  useShortcuts([
    { id: 'go.due', keys: 'g l', group: 'move', label: t('inbox.key.goDue'), run: go('due') },
    { id: 'go.mine', keys: 'g m', group: 'move', label: t('inbox.key.goMine'), run: go('mine') },
    { id: 'go.new', keys: 'g n', group: 'move', label: t('inbox.key.goNew'), run: go('new') },
    { id: 'go.waiting', keys: 'g w', group: 'move', label: t('inbox.key.goWaiting'), run: go('waiting') },
    {
      id: 'go.notices',
      keys: 'g h',
      group: 'move',
      label: t('notices.key'),
      run: () => void navigate({ to: '/notices' }),
    },
    {
      id: 'go.handOvers',
      keys: 'g u',
      group: 'move',
      label: t('handOver.given.link'),
      run: () => void navigate({ to: '/hand-overs' }),
    },
    { id: 'go.all', keys: 'g a', group: 'move', label: t('inbox.key.goAll'), run: go('all') },
  ]);
}
