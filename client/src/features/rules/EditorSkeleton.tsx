import { Skeleton, SkeletonBar } from '../../ui/Skeleton.tsx';
import styles from './rule-editor.module.css';

/** Stands in for an editor until every name it can choose from is known. */
export function EditorSkeleton() {
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
