import type { ConversationItem, ConversationView } from '@visavis/shared/api/conversations';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useOneColumn } from '../../../lib/media.ts';
import { ErrorState } from '../../../ui/EmptyState.tsx';
import { queryOf, type InboxSearch } from '../inbox-search.ts';
import { conversationsQuery } from '../inbox.queries.ts';
import { useSelection } from '../use-selection.ts';
import { ListEmpty } from './ListEmpty.tsx';
import { ListHead } from './ListHead.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import { RowWindow, type ListHandle } from './RowWindow.tsx';
import styles from './ConversationList.module.css';

export interface ConversationListProps {
  view: ConversationView;
  search: InboxSearch;
  /** Changes filters and order; what is given as undefined is dropped. */
  onFilter: (change: Partial<InboxSearch>) => void;
  /** With `isWatching` it is only looked at. */
  onSelect: (id: string | null, isWatching?: boolean) => void;
  /** Leads to a view, for the empty state. */
  onView: (view: ConversationView) => void;
  hrefOf: (id: string) => string;
  /** To move on when a conversation is done. */
  ref?: Ref<ListHandle>;
}

/** The list of conversations of one address, live. */
export function ConversationList({
  view,
  search,
  onFilter,
  onSelect,
  onView,
  hrefOf,
  ref,
}: ConversationListProps) {
  const { t } = useTranslation();
  const query = useMemo(() => queryOf(view, search), [view, search]);
  // Without a conversation beside it the list is what the page is about.
  const isMain = useOneColumn() && search.c === undefined;
  const list = useInfiniteQuery(conversationsQuery(query));
  const items = useMemo<ConversationItem[]>(
    () => list.data?.pages.flatMap((page) => page.items) ?? [],
    [list.data],
  );
  const selection = useSelection(items);
  useClearedWith(JSON.stringify(query), selection.clear);
  return (
    <section className={styles.list} aria-label={t('inbox.list')} {...(isMain ? { role: 'main' } : {})}>
      <ListHead
        view={view}
        search={search}
        onFilter={onFilter}
        {...(items.length > 0 ? { selection } : {})}
      />
      <div className={styles.region}>
        {list.isPending ? (
          <ListSkeleton />
        ) : list.isError && items.length === 0 ? (
          <ErrorState title={t('inbox.loadFailed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : items.length === 0 && !list.hasNextPage ? (
          <ListEmpty view={view} search={search} onView={onView} />
        ) : (
          <RowWindow
            // Another list begins at its top, with nothing held back.
            key={JSON.stringify(query)}
            ref={ref}
            items={items}
            selectedId={search.c ?? null}
            onSelect={onSelect}
            hrefOf={hrefOf}
            selection={selection}
            more={{
              has: list.hasNextPage,
              isFetching: list.isFetchingNextPage,
              hasFailed: list.isFetchNextPageError,
              fetch: () => void list.fetchNextPage(),
            }}
          />
        )}
      </div>
    </section>
  );
}

/** Another list is another choice. */
function useClearedWith(list: string, clear: () => void): void {
  useEffect(() => clear, [list, clear]);
}
