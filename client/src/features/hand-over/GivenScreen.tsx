import type { GivenHandOver } from '@visavis/shared/api/hand-over';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../lib/conversation-title.ts';
import { useConnector, useMe } from '../../lib/directory.queries.ts';
import { firstName, useFormat } from '../../lib/format.ts';
import { useKnowsWords } from '../../lib/knows.ts';
import { givenHandOversQuery } from '../../lib/hand-over.queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { CustomerAvatar } from '../../ui/CustomerAvatar.tsx';
import { EmptyState, ErrorState } from '../../ui/EmptyState.tsx';
import { Face } from '../../ui/Face.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KnowsChip } from '../../ui/KnowsChip.tsx';
import { NetworkGlyph } from '../../ui/NetworkGlyph.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton, SkeletonBar } from '../../ui/Skeleton.tsx';
import { HandOverEverythingDialog } from './HandOverEverythingDialog.tsx';
import styles from './hand-over.module.css';

/** What colleagues gave to whoever looks, and the way to give away all one has. */
export function GivenScreen() {
  const { t } = useTranslation();
  const me = useMe();
  const list = useInfiniteQuery(givenHandOversQuery);
  const [isGiving, setGiving] = useState(false);
  const given = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t('handOver.given.title')}
      actions={
        <Button icon={IconArrowForwardUp} onClick={() => setGiving(true)}>
          {t('handOver.given.all')}
        </Button>
      }
    >
      <p className={styles.lead}>{t('handOver.given.lead')}</p>
      {list.isPending && (
        <Skeleton>
          <div className={styles.coming}>
            <SkeletonBar width="62%" height={12} />
            <SkeletonBar width="80%" height={12} />
            <SkeletonBar width="54%" height={12} />
          </div>
        </Skeleton>
      )}
      {list.isError && given.length === 0 && (
        <ErrorState
          title={t('handOver.given.failed')}
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isSuccess && given.length === 0 && (
        <EmptyState title={t('handOver.given.empty')} picture={<Icon of={IconArrowForwardUp} size={32} />}>
          {t('handOver.given.emptyText')}
        </EmptyState>
      )}
      {given.length > 0 && (
        <ul className={styles.list}>
          {given.map((each) => (
            <li key={each.id}>
              <Given given={each} />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('handOver.given.more')}
        </Button>
      )}
      {isGiving && (
        <HandOverEverythingDialog
          from={{ id: me.id, name: me.displayName, avatarUrl: me.avatarUrl }}
          onClose={() => setGiving(false)}
        />
      )}
    </Page>
  );
}

function Given({ given }: { given: GivenHandOver }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { conversation, from, note, at, cause } = given;
  const connector = useConnector(conversation.channel.network);
  return (
    <Link to="/inbox/$view" params={{ view: 'all' }} search={{ c: conversation.id }} className={styles.given}>
      <CustomerAvatar
        name={conversation.contact.name}
        src={conversation.contact.avatarUrl}
        size={36}
        badge={<NetworkGlyph path={connector?.icon} name={connector?.name ?? null} size={14} />}
      />
      <span className={styles.what}>
        <b className="ell" dir="auto">
          {conversation.contact.name}
        </b>
        <span className={styles.about} dir="auto">
          {titleOf(conversation)}
        </span>
        {note && (
          <span className={styles.note} dir="auto">
            {note}
          </span>
        )}
        <span className={styles.chips}>
          <Knows given={given} />
          <State given={given} />
        </span>
      </span>
      <span className={styles.who}>
        {from && <Face name={from.name} src={from.avatarUrl} size={24} isDecorative />}
        <span>
          {from ? t('handOver.given.from', { name: firstName(from.name) }) : ''}
          <small>
            {t(`handOver.given.cause.${cause}`)} · <time dateTime={at}>{format.moment(at)}</time>
          </small>
        </span>
      </span>
    </Link>
  );
}

/** "Knows Jana": whom the customer expects. */
function Knows({ given: { conversation } }: { given: GivenHandOver }) {
  const me = useMe();
  const words = useKnowsWords();
  const { knows } = conversation;
  return knows && <KnowsChip person={knows} words={words(knows)} isOwn={knows.id === me.id} />;
}

/** What has become of it. */
function State({ given: { conversation, answeredAt } }: { given: GivenHandOver }) {
  const { t } = useTranslation();
  const me = useMe();
  const { assignee, status } = conversation;
  if (status === 'closed') return <Chip>{t('handOver.given.closed')}</Chip>;
  if (assignee === null) return <Chip>{t('handOver.given.movedOn')}</Chip>;
  if (assignee.id !== me.id)
    return <Chip>{t('handOver.given.moved', { name: firstName(assignee.name) })}</Chip>;
  return answeredAt === null ? (
    <Chip tone="accent">{t('handOver.given.waits')}</Chip>
  ) : (
    <Chip>{t('handOver.given.answered')}</Chip>
  );
}
