import type { Icon as TablerIcon } from '@tabler/icons-react';

export type IconShape = TablerIcon;

/** A line icon at text size; always decorative, the word stands beside it or on the control. */
export function Icon({
  of: Shape,
  size = 16,
  className,
}: {
  of: IconShape;
  size?: number;
  className?: string;
}) {
  // Tabler draws on 24 px: this keeps the line at about 1.5 px whatever the size.
  const stroke = Math.min(2.2, (1.45 * 24) / size);
  return (
    <Shape
      size={size}
      stroke={stroke}
      aria-hidden
      focusable={false}
      className={className}
      style={{ flex: 'none' }}
    />
  );
}
