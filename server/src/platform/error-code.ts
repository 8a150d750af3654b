interface CodedError {
  code?: unknown;
  driverError?: unknown;
  cause?: unknown;
  errors?: readonly unknown[];
}

/**
 * The code of a system, database or library error (`ECONNREFUSED`, `40001`, …), also when another error is wrapped
 * around it; empty when there is none.
 */
export function errorCode(error: unknown): string {
  for (let current = error as CodedError | undefined, depth = 0; current && depth < 5; depth += 1) {
    if (typeof current.code === 'string') return current.code;
    current = (current.driverError ?? current.cause ?? current.errors?.[0]) as CodedError | undefined;
  }
  return '';
}
