import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<true>();

/** Runs the work of a transaction, so that whatever must not happen inside one can tell. */
export function inTransaction<T>(work: () => Promise<T>): Promise<T> {
  return scope.run(true, work);
}

/** Whether the caller runs inside `UnitOfWork.run`. */
export function isInTransaction(): boolean {
  return scope.getStore() === true;
}
