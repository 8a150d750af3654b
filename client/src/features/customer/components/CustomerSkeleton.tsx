import { Skeleton, SkeletonBar } from '../../../ui/Skeleton.tsx';
import styles from './CustomerPanel.module.css';

/** The customer to come, in the size of a customer. */
export function CustomerSkeleton() {
  return (
    <div className={styles.panel}>
      <Skeleton>
        <div className={styles.skeleton}>
          <div className={styles.head}>
            <SkeletonBar width={52} height={52} shape="square" />
            <div className={`grow ${styles.skeleton ?? ''}`}>
              <SkeletonBar width="64%" height={12} />
              <SkeletonBar width="44%" />
            </div>
          </div>
          <SkeletonBar width="100%" height={52} shape="square" />
          <SkeletonBar width="100%" height={8} />
          <SkeletonBar width="72%" />
          <SkeletonBar width="84%" />
          <SkeletonBar width="58%" />
        </div>
      </Skeleton>
    </div>
  );
}
