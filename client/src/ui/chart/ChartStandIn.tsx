import { Card } from '../Page.tsx';
import { Skeleton, SkeletonBar } from '../Skeleton.tsx';

/** Keeps the place of a chart until its part of the application is there; so that nothing moves then. */
export function ChartStandIn({ title, height }: { title: string; height: number }) {
  return (
    <Card title={title}>
      <div style={{ minHeight: height }}>
        <Skeleton>
          <SkeletonBar width="100%" height={height} />
        </Skeleton>
      </div>
    </Card>
  );
}
