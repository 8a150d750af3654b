/** The product's mark: two speakers facing each other. Decorative, the name stands beside it or on the link. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 28 28" width={size} height={size} aria-hidden="true" style={{ flex: 'none' }}>
      <path
        fill="var(--ink)"
        d="M13 4A9.8 9.8 0 0 0 5.8 20.6L5 25l4.8-1.9c1 .3 2 .4 3.2.4v-6.3a3.4 3.4 0 0 1 0-6.8z"
      />
      <path
        fill="var(--accent)"
        d="M15 4a9.8 9.8 0 0 1 7.2 16.6L23 25l-4.8-1.9c-1 .3-2 .4-3.2.4v-6.3a3.4 3.4 0 0 0 0-6.8z"
      />
    </svg>
  );
}
