import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { TeamBoard, TeamBoardPerson } from '@visavis/shared/api/team-board';
import { can } from '@visavis/shared/permissions';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLedTeams, useMe } from '../../lib/directory.queries.ts';
import { EmptyState, ErrorState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { useTouch } from '../../lib/media.ts';
import { Card, Page } from '../../ui/Page.tsx';
import { Skeleton, SkeletonBar } from '../../ui/Skeleton.tsx';
import { GiveDialog } from './GiveDialog.tsx';
import { OpenList } from './OpenList.tsx';
import { PersonRow } from './PersonRow.tsx';
import styles from './TeamBoard.module.css';
import { teamBoardQuery } from './team-board.queries.ts';

interface TeamBoardScreenProps {
  teamId: string | undefined;
  onTeam: (teamId: string) => void;
  /** Opens the dialog that hands over everything somebody has. */
  onHandOverAll: (person: TeamBoardPerson) => void;
}

/** For leads: who is here, what each has open now, and who could take what waits. Never what anybody did over time. */
export function TeamBoardScreen({ teamId, onTeam, onHandOverAll }: TeamBoardScreenProps) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const mayLook = can({ role: me.role, teamIds: [] }, 'team.lead');
  const sorted = useLedTeams()?.toSorted((a, b) => a.name.localeCompare(b.name, i18n.language));
  const shown = sorted?.find((team) => team.id === teamId) ?? sorted?.[0];
  return (
    <Page
      title={t('teamBoard.title')}
      actions={
        mayLook &&
        shown &&
        sorted &&
        sorted.length > 1 && (
          <SelectField
            label={t('teamBoard.team')}
            isLabelHidden
            value={shown.id}
            onChange={(event) => onTeam(event.currentTarget.value)}
            options={sorted.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )
      }
    >
      {!mayLook && <EmptyState title={t('teamBoard.forbidden')} />}
      {mayLook && sorted?.length === 0 && <EmptyState title={t('teamBoard.noTeam')} />}
      {mayLook && shown && <Board key={shown.id} teamId={shown.id} onHandOverAll={onHandOverAll} />}
    </Page>
  );
}

interface Gift {
  conversation: ConversationItem;
  /** Whom it was dropped on; null asks. */
  toAgentId: string | null;
}

function Board({ teamId, onHandOverAll }: { teamId: string } & Pick<TeamBoardScreenProps, 'onHandOverAll'>) {
  const { t } = useTranslation();
  const board = useQuery(teamBoardQuery(teamId));
  const isTouch = useTouch();
  const [gift, setGift] = useState<Gift | null>(null);
  if (board.data === undefined) {
    if (board.error)
      return (
        <ErrorState title={t('teamBoard.failed')} error={board.error} onRetry={() => void board.refetch()} />
      );
    return <BoardSkeleton />;
  }
  const { people, waiting } = board.data;
  const known = [...people.flatMap((person) => person.open), ...waiting.items];
  const give = (conversationId: string, toAgentId: string | null) => {
    const conversation = known.find(({ id }) => id === conversationId);
    // Dropped on whoever has it: nothing to do.
    if (conversation && (toAgentId === null || conversation.assignee?.id !== toAgentId))
      setGift({ conversation, toAgentId });
  };
  return (
    <>
      <Sentence board={board.data} />
      <p className={styles.hint}>{t(isTouch ? 'teamBoard.hintTouch' : 'teamBoard.hint')}</p>
      <div className={styles.grid}>
        <Card title={t('teamBoard.people')} right={t('teamBoard.alphabetical')}>
          {people.length === 0 ? (
            <p className="mut">{t('teamBoard.nobody')}</p>
          ) : (
            <ul className={styles.people}>
              {people.map((person) => (
                <PersonRow
                  key={person.agent.id}
                  person={person}
                  board={board.data}
                  onGive={give}
                  onHandOverAll={onHandOverAll}
                />
              ))}
            </ul>
          )}
        </Card>
        <Card title={t('teamBoard.waiting')} right={<span className="num">{waiting.count}</span>}>
          {waiting.count === 0 ? (
            <p className="mut">{t('teamBoard.nothingWaits')}</p>
          ) : (
            <OpenList items={waiting.items} isTall onGive={(id) => give(id, null)} />
          )}
          {waiting.count > waiting.items.length && (
            <p className="mut">{t('teamBoard.more', { count: waiting.count - waiting.items.length })}</p>
          )}
        </Card>
      </div>
      {gift && (
        <GiveDialog
          teamId={teamId}
          people={people}
          conversation={gift.conversation}
          toAgentId={gift.toAgentId}
          onClose={() => setGift(null)}
        />
      )}
    </>
  );
}

/** The whole page in one sentence. */
function Sentence({ board }: { board: TeamBoard }) {
  const { t } = useTranslation();
  const here = board.people.filter(({ state }) => state.availability === 'available').length;
  const free = board.people.filter(
    ({ state, load, capacity }) => state.availability === 'available' && load < capacity,
  ).length;
  return (
    <p className={styles.sentence}>
      {t('teamBoard.sentence.here', { count: here, all: board.people.length })}
      {here > 0 && `, ${t('teamBoard.sentence.free', { count: free })}`}
      {'; '}
      {t('teamBoard.sentence.waiting', { count: board.waiting.count })}.
    </p>
  );
}

function BoardSkeleton() {
  return (
    <Skeleton>
      <div className={styles.skeleton}>
        <SkeletonBar width="46%" height={24} />
        <SkeletonBar width="100%" height={320} />
      </div>
    </Skeleton>
  );
}
