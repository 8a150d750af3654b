import type { ConversationView } from '@visavis/shared/api/conversations';
import { IconListCheck, IconSearch, IconSortAscending, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery, teamsQuery } from '../../../lib/directory.queries.ts';
import { useFormat } from '../../../lib/format.ts';
import { usePageTitle } from '../../../lib/page-title.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { KeyHint } from '../../../ui/KeyHint.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { LONGEST_SEARCH, sortOf, tabsOf, type InboxSearch, type InboxTab } from '../inbox-search.ts';
import { countsQuery } from '../inbox.queries.ts';
import type { Selection } from '../use-selection.ts';
import styles from './ConversationList.module.css';
import { countOf } from './list-count.ts';
import { PhoneViews } from './PhoneViews.tsx';

interface ListHeadProps {
  view: ConversationView;
  search: InboxSearch;
  onFilter: (change: Partial<InboxSearch>) => void;
  /** Absent where there is nothing to choose. */
  selection?: Selection;
}

/** Title with count, order, and the tabs; in a search the field instead. */
export function ListHead({ view, search, onFilter, selection }: ListHeadProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = useListTitle(view, search);
  usePageTitle(title);
  const total = countOf(useQuery(countsQuery).data, view, search);
  const sort = sortOf(view, search);
  return (
    <header className={styles.head}>
      <div className="row">
        <h1 className={`${styles.title} grow ell`}>
          {title} {total !== undefined && <span className="num">{format.count(total)}</span>}
        </h1>
        {selection && (
          <Button
            tone="quiet"
            size="small"
            icon={IconListCheck}
            aria-label={t('handOver.bulk.mode')}
            title={t('handOver.bulk.mode')}
            aria-pressed={selection.isSelecting}
            onClick={selection.toggleMode}
          />
        )}
        <Button
          tone="quiet"
          size="small"
          icon={IconSortAscending}
          title={t('inbox.sort.label')}
          onClick={() => onFilter({ sort: sort === 'due' ? 'newest' : 'due' })}
        >
          <span className={styles.sortWords}>{t(`inbox.sort.${sort}`)}</span>
        </Button>
      </div>
      {search.q === undefined && <PhoneViews view={view} search={search} />}
      <div className={search.q === undefined ? styles.tools : styles.searching}>
        {search.q === undefined ? (
          <Tabs view={view} search={search} onFilter={onFilter} />
        ) : (
          // Another term from outside (palette, address) starts the field anew.
          <SearchField key={search.q} term={search.q} onFilter={onFilter} />
        )}
        {search.q === undefined && (
          <span className={styles.hint} aria-hidden="true">
            <KeyHint keys="j" />
            <KeyHint keys="k" />
            {t('inbox.browse')}
          </span>
        )}
      </div>
    </header>
  );
}

function useListTitle(view: ConversationView, search: InboxSearch): string {
  const { t } = useTranslation();
  const team = useQuery({ ...teamsQuery, enabled: search.team !== undefined }).data?.find(
    (each) => each.id === search.team,
  );
  const channel = useQuery({ ...channelsQuery, enabled: search.channel !== undefined }).data?.find(
    (each) => each.id === search.channel,
  );
  if (search.q) return t('inbox.results', { term: search.q });
  if (search.spam) return t('inbox.spam');
  if (search.tag) return t('inbox.tagged', { tag: search.tag });
  return team?.name ?? channel?.name ?? t(`inbox.views.${view}`);
}

function Tabs({ view, search, onFilter }: ListHeadProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = useQuery(countsQuery).data;
  const tabs = tabsOf(view, search);
  if (tabs.length === 0) return null;
  const all = countOf(counts, view, search);
  const active = countOf(counts?.active, view, search);
  const numbers: Partial<Record<InboxTab, number>> =
    all === undefined || active === undefined
      ? {}
      : { active, ...(view === 'mine' ? {} : { waiting: all - active }) };
  const value = search.status && tabs.includes(search.status) ? search.status : 'active';
  return (
    <SegmentedControl
      label={t('inbox.tabs.label')}
      value={value}
      onChange={(tab) => onFilter({ status: tab === 'active' ? undefined : tab })}
      options={tabs.map((tab) => {
        const words = t(`inbox.tabs.${tab}`);
        const n = numbers[tab];
        return {
          value: tab,
          label: n === undefined ? words : t('inbox.tabCount', { tab: words, n: format.count(n) }),
        };
      })}
    />
  );
}

const TYPING_REST_MS = 300;

function SearchField({ term, onFilter }: { term: string; onFilter: ListHeadProps['onFilter'] }) {
  const { t } = useTranslation();
  const [text, setText] = useState(term);
  useEffect(() => {
    const next = text.trim();
    if (next === term || next === '') return;
    const timer = setTimeout(() => onFilter({ q: next }), TYPING_REST_MS);
    return () => clearTimeout(timer);
  }, [text, term, onFilter]);
  return (
    <search className={styles.search}>
      <Icon of={IconSearch} />
      <input
        type="search"
        maxLength={LONGEST_SEARCH}
        aria-label={t('inbox.searchLabel')}
        // The field replaces the tabs because somebody searches.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onFilter({ q: undefined });
        }}
      />
      <Button
        tone="quiet"
        size="small"
        icon={IconX}
        aria-label={t('inbox.clearSearch')}
        onClick={() => onFilter({ q: undefined })}
      />
    </search>
  );
}
