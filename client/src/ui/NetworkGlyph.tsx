interface NetworkGlyphProps {
  /** Path data on a 24 px grid, from the connector's manifest; nothing is drawn while it is unknown. */
  path: string | undefined;
  /** Read out; null when the name stands beside it. */
  name: string | null;
  size?: number;
}

/** The neutral sign of a network, as its manifest draws it. */
export function NetworkGlyph({ path, name, size = 16 }: NetworkGlyphProps) {
  const label = name === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name };
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={size <= 14 ? 2.5 : 2.25}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
      {...label}
    >
      {name !== null && <title>{name}</title>}
      {path && <path d={path} />}
    </svg>
  );
}
