import { ConnectorError } from '../connectors/connector-error.ts';
import type { Connector, Receipt } from '../connectors/connector.ts';
import type { TryResult } from './delivery-outcome.ts';
import type { Outbound } from './outbound-reply.service.ts';
import type { DeliveryOperation } from './replies.types.ts';

/** No network gets longer for one try; after that its outcome is unknown. Pictures take their time. */
const LONGEST_TRY_MS = 60_000;
/** How much longer a stopping process waits for a network; then the outcome is unknown and the next start looks. */
const STOP_MS = 3_000;

/**
 * One call of a network.
 *
 * @param what `look` searches for the reply of an earlier try, everything else changes something there
 * @param signal aborted when the process stops
 * @throws ConnectorError, or whatever else a connector breaks with
 */
export async function performDelivery(
  connector: Connector,
  { reply, externalId }: Pick<Outbound, 'reply' | 'externalId'>,
  what: DeliveryOperation | 'look',
  signal: AbortSignal,
): Promise<TryResult> {
  const receipt = await inTime(callOf(connector, { reply, externalId }, what), signal);
  return receipt === null ? { kind: 'absent' } : { kind: 'accepted', receipt };
}

export function failureOf({ kind, message, retryAfter }: ConnectorError): TryResult {
  return { kind: 'error', error: { kind, detail: message, retryAfter } };
}

async function callOf(
  connector: Connector,
  { reply, externalId }: Pick<Outbound, 'reply' | 'externalId'>,
  what: DeliveryOperation | 'look',
): Promise<Receipt | null> {
  if (what === 'look') return (await connector.lookUp?.(reply)) ?? null;
  if (what === 'create') return connector.send(reply);
  if (externalId === null) throw new ConnectorError('rejected', 'The network never had this reply');
  const standing = { ...reply, externalId };
  if (what === 'edit' && connector.edit !== undefined) return connector.edit(standing);
  if (what === 'delete' && connector.delete !== undefined) {
    await connector.delete(standing);
    return { externalId };
  }
  throw new ConnectorError('rejected', `This network cannot ${what} a reply`);
}

async function inTime<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  const timers: NodeJS.Timeout[] = [];
  let stop = () => {};
  const late = new Promise<never>((_, reject) => {
    const giveUp = (after: number, why: string) =>
      timers.push(setTimeout(() => reject(new ConnectorError('unknown', why)), after));
    stop = () => giveUp(STOP_MS, 'The server stopped while the network was answering');
    giveUp(LONGEST_TRY_MS, 'The network did not answer in time');
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    signal.removeEventListener('abort', stop);
    for (const timer of timers) clearTimeout(timer);
  }
}
