import type { ConversationView } from '@visavis/shared/api/conversations';
import { can } from '@visavis/shared/permissions';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { agentsQuery, channelsQuery, useMe } from '../../../lib/directory.queries.ts';
import { presenceOf } from '../../../lib/presence.ts';
import { Button, buttonClass } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Face, FaceStack } from '../../../ui/Face.tsx';
import { tabsOf, type InboxSearch } from '../inbox-search.ts';
import { countsQuery } from '../inbox.queries.ts';

interface ListEmptyProps {
  view: ConversationView;
  search: InboxSearch;
  onView: (view: ConversationView) => void;
}

/** Why a list is empty, which is good news more often than not. */
export function ListEmpty({ view, search, onView }: ListEmptyProps) {
  const { t } = useTranslation();
  const newCount = useQuery(countsQuery).data?.views.new ?? 0;
  const channels = useQuery(channelsQuery).data;
  const tab = tabsOf(view, search).length > 0 ? (search.status ?? 'active') : null;
  if (search.q)
    return <EmptyState title={t('inbox.empty.searchTitle')}>{t('inbox.empty.searchText')}</EmptyState>;
  if (tab === 'closed')
    return <EmptyState title={t('inbox.empty.closedTitle')}>{t('inbox.empty.closedText')}</EmptyState>;
  if (tab === 'waiting' || tab === 'snoozed' || view === 'waiting') {
    return <EmptyState title={t('inbox.empty.waitingTitle')}>{t('inbox.empty.waitingText')}</EmptyState>;
  }
  if (view === 'mentioned') {
    return <EmptyState title={t('inbox.empty.mentionedTitle')}>{t('inbox.empty.mentionedText')}</EmptyState>;
  }
  if (channels?.length === 0) return <NoChannel />;
  const canHelp = view !== 'new' && newCount > 0;
  return (
    <EmptyState
      title={t('inbox.empty.title')}
      picture={<TeamFaces />}
      actions={
        canHelp && (
          <>
            <span className="sec">{t('inbox.empty.unassigned', { count: newCount })}</span>
            <Button size="small" onClick={() => onView('new')}>
              {t('inbox.empty.takeOne')}
            </Button>
          </>
        )
      }
    >
      {view === 'mine' ? t('inbox.empty.mine') : t('inbox.empty.text')}
    </EmptyState>
  );
}

/** Before the first channel nothing can arrive. */
function NoChannel() {
  const { t } = useTranslation();
  const mayConnect = can({ role: useMe().role, teamIds: [] }, 'channel.manage');
  return (
    <EmptyState
      title={t('inbox.empty.noChannelTitle')}
      actions={
        mayConnect && (
          <Link
            to="/settings/$section"
            params={{ section: 'channels' }}
            className={buttonClass({ tone: 'primary' })}
          >
            {t('inbox.empty.connect')}
          </Link>
        )
      }
    >
      {t(mayConnect ? 'inbox.empty.noChannelText' : 'inbox.empty.noChannelAsk')}
    </EmptyState>
  );
}

function TeamFaces() {
  const me = useMe();
  const agents = useQuery(agentsQuery).data ?? [];
  const others = agents
    .filter((agent) => agent.id !== me.id && presenceOf(agent.availability) === 'on')
    .slice(0, 2);
  const [left, right] = others;
  return (
    <FaceStack>
      {left && <Face name={left.displayName} src={left.avatarUrl} size={48} isDecorative />}
      <Face name={me.displayName} src={me.avatarUrl} size={48} isDecorative />
      {right && <Face name={right.displayName} src={right.avatarUrl} size={48} isDecorative />}
    </FaceStack>
  );
}
