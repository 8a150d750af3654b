import type { Locale, Theme } from '@visavis/shared/api/session';
import { can } from '@visavis/shared/permissions';
import { IconChartBar, IconDots, IconKeyboard, IconLogout, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../../lib/error-sentence.ts';
import { agentsQuery, useMe } from '../../../lib/directory.queries.ts';
import { AVAILABILITIES, useUpdateMe } from '../../../lib/me.mutations.ts';
import { presenceOf } from '../../../lib/presence.ts';
import { Button } from '../../../ui/Button.tsx';
import { Face } from '../../../ui/Face.tsx';
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
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
  const own = useQuery({ ...agentsQuery, select: (all) => all.find((agent) => agent.id === me.id) }).data;
  const free = own && me.availability !== 'off' ? Math.max(0, me.capacity - own.openCount) : null;
  const entries = useOwnMenu(actions);
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
        <small className="ell num">
          {t(`common.availability.${me.availability}`)}
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
    </div>
  );
}

/** The entries of the personal menu; the phone's tab bar shows the same. */
export function useOwnMenu({ onSettings, onLive, onKeys, onSignOut }: OwnCardActions): MenuEntry[] {
  const { t } = useTranslation();
  const me = useMe();
  const update = useUpdateMe();
  const toasts = useToasts();
  const sentence = useSentence();
  const change = (part: Parameters<typeof update.mutate>[0]) =>
    update.mutate(part, { onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }) });
  return [
    { kind: 'heading', label: t('common.availability.label') },
    ...AVAILABILITIES.map((availability) => ({
      label: t(`common.availability.${availability}`),
      isChecked: me.availability === availability,
      onSelect: () => change({ availability }),
    })),
    { kind: 'divider' },
    { label: t('inbox.menu.settings'), icon: IconSettings, onSelect: onSettings },
    ...(can({ role: me.role, teamIds: [] }, 'report.team')
      ? [{ label: t('inbox.menu.live'), icon: IconChartBar, onSelect: onLive }]
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
  ];
}
