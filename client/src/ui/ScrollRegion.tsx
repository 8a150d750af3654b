import type { ReactNode } from 'react';

interface ScrollRegionProps {
  label: string;
  /** In px; what is longer scrolls. */
  maxHeight: number;
  children: ReactNode;
}

/** What is too long for its place and scrolls inside it. */
export function ScrollRegion({ label, maxHeight, children }: ScrollRegionProps) {
  return (
    // Whoever has no mouse scrolls it with the arrows, for which it has to hold the focus (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="group" tabIndex={0} aria-label={label} style={{ maxHeight, overflowY: 'auto' }}>
      {children}
    </div>
  );
}
