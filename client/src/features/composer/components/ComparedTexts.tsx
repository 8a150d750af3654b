import { useTranslation } from 'react-i18next';
import { differences, type Piece } from '../differences.ts';
import { Sides, type SidesProps } from './Sides.tsx';
import styles from './MovedBar.module.css';

/** Both answers side by side, with what only one of them says marked in it. */
export function ComparedTexts({ theirs, mine, theirsBy }: Pick<SidesProps, 'theirs' | 'mine' | 'theirsBy'>) {
  const { t } = useTranslation();
  const found = differences(theirs, mine);
  const isAlike = [...found.theirs, ...found.mine].every(({ isOwn }) => !isOwn);
  return (
    <>
      <Sides
        theirs={theirs}
        mine={mine}
        theirsBy={theirsBy}
        theirPieces={<Pieces of={found.theirs} />}
        myPieces={<Pieces of={found.mine} />}
      />
      <p className={styles.legend}>
        {found.isUnlike ? (
          t('composer.moved.unlike')
        ) : isAlike ? (
          t('composer.moved.alike')
        ) : (
          <>
            <mark>{t('composer.moved.underlined')}</mark> {t('composer.moved.onlyHere')}
          </>
        )}
      </p>
    </>
  );
}

function Pieces({ of }: { of: readonly Piece[] }) {
  return of.map(({ text, isOwn }, at) =>
    isOwn ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
  );
}
