import type { ConversationView } from '@visavis/shared/api/conversations';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { ConversationList } from '../../features/inbox/components/ConversationList.tsx';
import type { ListHandle } from '../../features/inbox/components/RowWindow.tsx';
import { viewOf, type InboxSearch } from '../../features/inbox/inbox-search.ts';
import { showConversation } from '../../realtime/socket.ts';
import { ConversationArea } from './ConversationArea.tsx';
import styles from './inbox.module.css';

const route = getRouteApi('/signed-in/inbox/$view');

/** The list and, beside it, the conversation that the address names. */
export function InboxRoute() {
  const view = viewOf(route.useParams().view);
  const search = route.useSearch();
  const { c: selected = null } = search;
  const navigate = useNavigate();
  const router = useRouter();
  const list = useRef<ListHandle>(null);

  useEffect(() => {
    showConversation(selected);
    return () => showConversation(null);
  }, [selected]);

  const change = useCallback(
    (part: Partial<InboxSearch>, replace = false) =>
      void navigate({
        from: '/inbox/$view',
        search: (present: InboxSearch) => withoutUnset({ ...present, ...part }),
        replace,
      }),
    [navigate],
  );
  const onSelect = useCallback(
    (id: string | null, isWatching = false) =>
      // Looking goes on from page to page; it ends with going back, or by hand.
      change({
        c: id ?? undefined,
        ...(isWatching || id === null ? { watch: isWatching || undefined } : {}),
      }),
    [change],
  );
  const onFilter = useCallback((part: Partial<InboxSearch>) => change(part, true), [change]);
  const onView = (next: ConversationView) =>
    void navigate({ to: '/inbox/$view', params: { view: next }, search: {} });
  const hrefOf = useCallback(
    (id: string) =>
      router.buildLocation({ to: '/inbox/$view', params: { view }, search: { ...search, c: id } }).href,
    [router, view, search],
  );
  return (
    <div className={styles.inbox} data-shows={selected === null ? 'list' : 'conversation'}>
      <ConversationList
        ref={list}
        view={view}
        search={search}
        onFilter={onFilter}
        onSelect={onSelect}
        onView={onView}
        hrefOf={hrefOf}
      />
      <ConversationArea
        conversationId={selected}
        isWatching={search.watch ?? false}
        onWatch={(isOn) => change({ watch: isOn || undefined }, true)}
        onClose={() => onSelect(null)}
        onMoveOn={() => selected !== null && list.current?.moveOnFrom(selected)}
      />
    </div>
  );
}

function withoutUnset(search: InboxSearch): InboxSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
