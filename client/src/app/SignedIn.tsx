import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLeaveGuard } from '../features/composer/use-leave-guard.ts';
import { keepListsTrue } from '../features/inbox/inbox.pushes.ts';
import { whenSignedOut } from '../lib/api-client.ts';
import { meQuery, useMe } from '../lib/directory.queries.ts';
import { setLocale } from '../lib/i18n.ts';
import { setTheme } from '../lib/preferences.ts';
import { setLettersEnabled, useShortcuts } from '../lib/shortcuts.ts';
import { dispatchPushes } from '../realtime/push-dispatcher.ts';
import { connectRealtime } from '../realtime/socket.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { featurePushes } from './pushes.ts';
import { Shell } from './Shell.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';

/** The application for somebody who is signed in: their theme and language, the live connection, the shell. */
export function SignedIn() {
  useOwnPreferences();
  useSignOutWhenSessionEnds();
  useLiveConnection();
  useLeaveGuard(useMe().id);
  const { t } = useTranslation();
  const [overlay, setOverlay] = useState<'palette' | 'help' | null>(null);
  const close = useCallback(() => setOverlay(null), []);
  const openPalette = useCallback(() => setOverlay('palette'), []);
  const openHelp = useCallback(() => setOverlay('help'), []);
  useShortcuts([
    { id: 'palette', keys: 'mod+k', group: 'move', label: t('app.palette.open'), run: openPalette },
    { id: 'help', keys: '?', group: 'everywhere', label: t('app.help.show'), run: openHelp },
  ]);
  return (
    <>
      <Shell onFind={openPalette} onKeys={openHelp}>
        <Outlet />
      </Shell>
      <CommandPalette isOpen={overlay === 'palette'} onClose={close} />
      <ShortcutHelp isOpen={overlay === 'help'} onClose={close} />
    </>
  );
}

function useOwnPreferences(): void {
  const me = useMe();
  useEffect(() => setTheme(me.theme), [me.theme]);
  useEffect(() => void setLocale(me.locale), [me.locale]);
  useEffect(() => setLettersEnabled(me.shortcutsEnabled), [me.shortcutsEnabled]);
}

function useSignOutWhenSessionEnds(): void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    whenSignedOut(() => {
      const { href, pathname } = router.state.location;
      if (pathname === '/login') return;
      void navigate({ to: '/login', search: { next: href, ended: true } }).then(() => queryClient.clear());
    });
    return () => whenSignedOut(() => {});
  }, [navigate, queryClient, router]);
}

function useLiveConnection(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const { socket, close } = connectRealtime({
      onMissed: () => void queryClient.invalidateQueries(),
      // The call behind this query finds the session gone and leads to the login.
      onRefused: () => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
    });
    dispatchPushes(socket, featurePushes, queryClient);
    const stop = keepListsTrue(queryClient);
    return () => {
      stop();
      close();
    };
  }, [queryClient]);
}
