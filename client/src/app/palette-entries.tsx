import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import { can } from '@visavis/shared/permissions';
import {
  IconChartBar,
  IconKeyboard,
  IconReportAnalytics,
  IconSearch,
  IconSettings,
  IconUsersGroup,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../lib/api-client.ts';
import { withoutAddress } from '../lib/conversation-title.ts';
import { agentsQuery, useMe } from '../lib/directory.queries.ts';
import { presenceOf } from '../lib/presence.ts';
import { roomOf } from '../lib/room.ts';
import { useRegisteredShortcuts } from '../lib/shortcuts.ts';
import { CustomerAvatar } from '../ui/CustomerAvatar.tsx';
import { Face } from '../ui/Face.tsx';
import { Icon } from '../ui/Icon.tsx';

export interface PaletteEntry {
  id: string;
  label: string;
  detail?: string;
  leading: ReactNode;
  keys?: string;
  end?: ReactNode;
  run: () => void;
}

export interface PaletteGroup {
  label: string;
  entries: PaletteEntry[];
}

const matches = (text: string, term: string) => text.toLowerCase().includes(term.toLowerCase());

/** What the palette offers for a term: actions that are possible now, people, conversations. `@` asks for people only. */
export function usePaletteEntries(term: string): PaletteGroup[] {
  const { t } = useTranslation();
  const wanted = term.replace(/^@/, '').trim();
  const actions = useActions();
  const people = usePeople(wanted);
  const conversations = useConversations(term.startsWith('@') ? '' : wanted);
  const groups: PaletteGroup[] = [
    {
      label: t('app.palette.actions'),
      entries: term.startsWith('@')
        ? []
        : actions.filter((entry) => matches(entry.label, wanted)).slice(0, wanted ? 8 : 24),
    },
    { label: t('app.palette.people'), entries: wanted || term.startsWith('@') ? people : [] },
    { label: t('app.palette.conversations'), entries: conversations },
  ];
  return groups.filter((group) => group.entries.length > 0);
}

function useActions(): PaletteEntry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const registered = useRegisteredShortcuts()
    .filter(
      (one) =>
        !one.isOff && !one.isHidden && one.id !== 'palette' && one.keys !== 'enter' && one.keys !== 'escape',
    )
    .map((one) => ({
      id: one.id,
      label: one.label,
      leading: <Icon of={IconKeyboard} />,
      ...(one.keys ? { keys: one.keys } : {}),
      run: one.run,
    }));
  return [
    ...registered,
    ...(can({ role: me.role, teamIds: [] }, 'report.team')
      ? [
          {
            id: 'live',
            label: t('app.go.live'),
            leading: <Icon of={IconChartBar} />,
            run: () => void navigate({ to: '/live' }),
          },
          {
            id: 'teams',
            label: t('app.go.teams'),
            leading: <Icon of={IconUsersGroup} />,
            run: () => void navigate({ to: '/teams', search: {} }),
          },
        ]
      : []),
    {
      id: 'reports',
      label: t('app.go.reports'),
      leading: <Icon of={IconReportAnalytics} />,
      run: () => void navigate({ to: '/reports', search: {} }),
    },
    {
      id: 'settings',
      label: t('app.go.settings'),
      leading: <Icon of={IconSettings} />,
      run: () => void navigate({ to: '/settings/$section', params: { section: 'profile' } }),
    },
  ];
}

function usePeople(term: string): PaletteEntry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const agents = useQuery(agentsQuery).data ?? [];
  return agents
    .filter(
      (agent) =>
        agent.deactivatedAt === null && (matches(agent.displayName, term) || matches(agent.helpsWith, term)),
    )
    .slice(0, 6)
    .map((agent) => {
      const free = roomOf(agent);
      return {
        id: `agent-${agent.id}`,
        label: agent.displayName,
        detail: agent.helpsWith,
        leading: (
          <Face
            name={agent.displayName}
            src={agent.avatarUrl}
            presence={presenceOf(agent.availability)}
            isDecorative
          />
        ),
        end: free > 0 ? t('app.palette.free', { count: free }) : t('app.palette.full'),
        run: () =>
          void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { q: agent.displayName } }),
      };
    });
}

function useConversations(term: string): PaletteEntry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked] = useDebouncedValue(term, 200);
  const found = useQuery({
    queryKey: ['palette', asked],
    queryFn: ({ signal }) =>
      api.get<Page<ConversationItem>>('/api/conversations', {
        query: { view: 'all', q: asked, limit: 6 },
        signal,
      }),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  if (term.length < 2) return [];
  const entries: PaletteEntry[] = (found.data?.items ?? []).map((item) => ({
    id: item.id,
    label: item.contact.name,
    detail: withoutAddress(item.excerpt),
    leading: <CustomerAvatar name={item.contact.name} src={item.contact.avatarUrl} size={20} />,
    run: () =>
      void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { q: term, c: item.id } }),
  }));
  return [
    ...entries,
    {
      id: 'search',
      label: t('app.palette.searchFor', { term }),
      leading: <Icon of={IconSearch} />,
      run: () => void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { q: term } }),
    },
  ];
}
