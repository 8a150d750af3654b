import { OutboundError } from '../platform/http/outbound-error.ts';
import { ConnectorError } from './connector-error.ts';

/**
 * What a call that brought no answer means. Reading can simply be tried again. After sending, everything that may have
 * reached the network is `unknown`, so that we look there before anything is sent again; what never left is `transient`.
 *
 * @param phase `send` for a call that changes something on the network
 */
export function toConnectorError(error: unknown, phase: 'read' | 'send'): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const detail = error instanceof Error ? error.message : 'The call failed';
  return new ConnectorError(kindOf(error, phase), detail, { cause: error });
}

function kindOf(error: unknown, phase: 'read' | 'send'): 'transient' | 'unknown' | 'rejected' {
  const inDoubt = phase === 'send' ? 'unknown' : 'transient';
  if (!(error instanceof OutboundError)) return inDoubt;
  // Our own guard: the address is not one that may be called, and will not become one by waiting.
  if (error.kind === 'refused') return 'rejected';
  if (error.kind === 'too-large' && phase === 'read') return 'rejected';
  return error.mayHaveArrived ? inDoubt : 'transient';
}
