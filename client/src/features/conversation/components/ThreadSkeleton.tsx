import { Skeleton, SkeletonBar } from '../../../ui/Skeleton.tsx';
import styles from './Thread.module.css';

const ROWS = [
  { shape: 'square', widths: ['38%', '96%', '71%'] },
  { shape: 'circle', widths: ['92%', '84%', '30%'] },
  { shape: 'square', widths: ['34%', '88%'] },
] as const;

/** Messages to come, in the size of messages. */
export function ThreadSkeleton() {
  return (
    <div className={styles.scroller}>
      <Skeleton>
        {ROWS.map(({ shape, widths }) => (
          <div key={widths.join()} className={styles.skeletonRow}>
            <SkeletonBar width={28} height={28} shape={shape} />
            <span>
              {widths.map((width) => (
                <SkeletonBar key={width} width={width} />
              ))}
            </span>
          </div>
        ))}
      </Skeleton>
    </div>
  );
}
