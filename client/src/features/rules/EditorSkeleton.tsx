import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/EmptyState.tsx';
import { Skeleton, SkeletonBar } from '../../ui/Skeleton.tsx';
import styles from './rule-editor.module.css';
import type { NamesFault } from './use-rule-words.ts';

/** Stands in for an editor until every name it can choose from is known. */
export function EditorSkeleton({ fault }: { fault: NamesFault | null }) {
  const { t } = useTranslation();
  if (fault !== null) return <ErrorState title={t('rules.namesFailed')} {...fault} />;
  return (
    <Skeleton>
      <div className={styles.editor}>
        <SkeletonBar width="40%" height={12} />
        <SkeletonBar width="100%" height={34} />
        <SkeletonBar width="30%" height={12} />
        <SkeletonBar width="100%" height={34} />
      </div>
    </Skeleton>
  );
}
