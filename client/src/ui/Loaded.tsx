import type { ReactNode } from 'react';
import { ErrorState } from './EmptyState.tsx';
import { Skeleton, SkeletonBar } from './Skeleton.tsx';

interface LoadedProps<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  /** What could not be loaded, as a sentence. */
  title: string;
  children: (data: T) => ReactNode;
}

/** What a query loaded; stand-ins until then, and a sentence with a way on when it fails. */
export function Loaded<T>({ query, title, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error)
    return <ErrorState title={title} error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Skeleton>
      <div style={{ display: 'grid', gap: 14, padding: '8px 0' }}>
        <SkeletonBar width="62%" height={12} />
        <SkeletonBar width="88%" height={12} />
        <SkeletonBar width="46%" height={12} />
      </div>
    </Skeleton>
  );
}
