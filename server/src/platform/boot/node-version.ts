const LEAST = [24, 11] as const;

/** Ends the process with one sentence on a Node that lacks what the product needs. */
export function assertNodeVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return;
  console.error(
    `Visavis needs Node ${LEAST.join('.')} or newer, but this is ${version}: use npm start, which brings its own.`,
  );
  process.exit(1);
}
