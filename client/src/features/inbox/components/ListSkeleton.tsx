import { Skeleton, SkeletonBar } from '../../../ui/Skeleton.tsx';
import styles from './ConversationList.module.css';

const WIDTHS = [
  ['46%', '92%', 64],
  ['34%', '78%', 92],
  ['52%', '86%', 54],
  ['40%', '94%', 70],
  ['30%', '70%', 58],
  ['48%', '88%', 84],
  ['38%', '80%', 62],
] as const;

/** Rows to come, in the size of rows. */
export function ListSkeleton() {
  return (
    <Skeleton>
      {WIDTHS.map((widths) => (
        <div key={widths.join()} className={styles.skeleton}>
          <SkeletonBar width={36} height={36} shape="square" />
          <div>
            {widths.map((width) => (
              <SkeletonBar key={width} width={width} />
            ))}
          </div>
        </div>
      ))}
    </Skeleton>
  );
}
