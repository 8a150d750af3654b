import type { AvailabilityState, SetAvailabilityRequest } from '@visavis/shared/api/schedule';
import type { Locale, Theme } from '@visavis/shared/api/session';
import { can } from '@visavis/shared/permissions';
import {
  IconArrowForwardUp,
  IconChartBar,
  IconDots,
  IconKeyboard,
  IconLogout,
  IconReportAnalytics,
  IconSettings,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { requestOf, useAvailabilityWords, useSetAvailability } from '../../../lib/availability.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { agentsQuery, useMe } from '../../../lib/directory.queries.ts';
import { useFormat } from '../../../lib/format.ts';
import { AVAILABILITIES, useUpdateMe } from '../../../lib/me.mutations.ts';
import { presenceOf } from '../../../lib/presence.ts';
import { useOwnShiftEnd } from '../../../lib/own-shift.ts';
import { roomOf } from '../../../lib/room.ts';
import { Button } from '../../../ui/Button.tsx';
import { Face } from '../../../ui/Face.tsx';
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { AwayDialog } from './AwayDialog.tsx';
import styles from './Rail.module.css';

export interface OwnCardActions {
  onSettings: () => void;
  onLive: () => void;
  onKeys: () => void;
  onSignOut: () => void;
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const LOCALES: readonly Locale[] = ['de', 'en'];

/** One's own card at the foot of the rail: availability, room left, and the menu of everything personal. */
export function OwnCard(actions: OwnCardActions) {
  const { t } = useTranslation();
  const me = useMe();
  const format = useFormat();
  const words = useAvailabilityWords();
  const own = useQuery({ ...agentsQuery, select: (all) => all.find((agent) => agent.id === me.id) }).data;
  const isHere = me.availability === 'available' || me.availability === 'busy';
  const free = own && isHere ? roomOf({ capacity: me.capacity, load: own.load }) : null;
  const { entries, dialog } = useOwnMenu(actions);
  const until = useOwnShiftEnd();
  const said = words(me.availabilityState);
  const state =
    isHere && until !== null ? t('inbox.until', { state: said, time: format.clockTime(until) }) : said;
  return (
    <div className={styles.me}>
      <Face
        name={me.displayName}
        src={me.avatarUrl}
        size={32}
        presence={presenceOf(me.availability)}
        isDecorative
      />
      <div className="grow">
        <b className="ell">{me.displayName}</b>
        <small className="num" title={state}>
          {state}
          {free !== null && ` · ${t('inbox.free', { count: free })}`}
        </small>
      </div>
      <Menu
        label={t('inbox.menu.label')}
        position="top-start"
        width={232}
        entries={entries}
        target={<Button tone="quiet" size="small" icon={IconDots} aria-label={t('inbox.menu.label')} />}
      />
      {dialog}
    </div>
  );
}

/**
 * The entries of the personal menu, and the dialog that one of them opens; the phone's tab bar and the narrow rail
 * show the same.
 */
export function useOwnMenu({ onSettings, onLive, onKeys, onSignOut }: OwnCardActions): {
  entries: MenuEntry[];
  dialog: ReactNode;
} {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const update = useUpdateMe();
  const toasts = useToasts();
  const sentence = useSentence();
  const { entries, dialog } = useAvailabilityEntries();
  const change = (part: Parameters<typeof update.mutate>[0]) =>
    update.mutate(part, { onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }) });
  return {
    dialog,
    entries: [
      ...entries,
      { kind: 'divider' },
      {
        label: t('handOver.given.link'),
        icon: IconArrowForwardUp,
        onSelect: () => void navigate({ to: '/hand-overs' }),
      },
      {
        label: t('inbox.menu.reports'),
        icon: IconReportAnalytics,
        onSelect: () => void navigate({ to: '/reports', search: {} }),
      },
      { label: t('inbox.menu.settings'), icon: IconSettings, onSelect: onSettings },
      ...(can({ role: me.role, teamIds: [] }, 'report.team')
        ? [
            { label: t('inbox.menu.live'), icon: IconChartBar, onSelect: onLive },
            {
              label: t('inbox.menu.teams'),
              icon: IconUsersGroup,
              onSelect: () => void navigate({ to: '/teams', search: {} }),
            },
          ]
        : []),
      { label: t('inbox.menu.keys'), icon: IconKeyboard, keys: '?', onSelect: onKeys },
      { kind: 'heading', label: t('common.theme.label') },
      ...THEMES.map((theme) => ({
        label: t(`common.theme.${theme}`),
        isChecked: me.theme === theme,
        onSelect: () => change({ theme }),
      })),
      { kind: 'heading', label: t('inbox.menu.language') },
      ...LOCALES.map((locale) => ({
        label: t(`common.language.${locale}`),
        isChecked: me.locale === locale,
        onSelect: () => change({ locale }),
      })),
      { kind: 'divider' },
      { label: t('inbox.menu.signOut'), icon: IconLogout, onSelect: onSignOut },
    ],
  };
}

/** How available one is: what it is, what made it so, and every other state one tap away. */
function useAvailabilityEntries(): { entries: MenuEntry[]; dialog: ReactNode } {
  const { t } = useTranslation();
  const me = useMe();
  const words = useAvailabilityWords();
  const toasts = useToasts();
  const sentence = useSentence();
  const { mutate } = useSetAvailability();
  const [isAsking, setAsking] = useState(false);
  const { availabilityState: state } = me;
  const set = (request: SetAvailabilityRequest) =>
    mutate(request, {
      onSuccess: (now) =>
        toasts.show({
          text: t('inbox.away.isNow', { state: words(now) }),
          tone: 'done',
          onUndo: () => mutate(requestOf(state)),
        }),
      onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
    });
  useAnnouncedChanges(state, set);
  const entries: MenuEntry[] = [
    { kind: 'heading', label: t('common.availability.label') },
    ...AVAILABILITIES.map((availability) => ({
      label: availability === 'away' ? t('inbox.away.menu') : t(`common.availability.${availability}`),
      isChecked: me.availability === availability,
      onSelect: () => (availability === 'away' ? setAsking(true) : set({ availability })),
    })),
    ...(state.setBy === 'hand'
      ? []
      : [{ kind: 'heading' as const, label: t(`inbox.away.setBy.${state.setBy}`) }]),
  ];
  return {
    entries,
    dialog: <AwayDialog isOpen={isAsking} onClose={() => setAsking(false)} onAway={set} />,
  };
}

/** What a shift or a screen changed is said, with a way back: nobody is to be surprised by their own state. */
function useAnnouncedChanges(state: AvailabilityState, set: (request: SetAvailabilityRequest) => void): void {
  const { t } = useTranslation();
  const words = useAvailabilityWords();
  const toasts = useToasts();
  const before = useRef(state);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (state.setBy === 'hand' || was.availability === state.availability) return;
    toasts.show({
      text: t(`inbox.away.changed.${state.setBy}`, { state: words(state) }),
      onUndo: () => set(requestOf(was)),
    });
  });
}
