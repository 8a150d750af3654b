import { describe, expect, it } from '@jest/globals';
import { asOutboundError, OutboundError } from '../platform/http/outbound-error.ts';
import { ConnectorError } from './connector-error.ts';
import { toConnectorError } from './outbound-error.ts';

const failed = (code: string) => asOutboundError(Object.assign(new Error(code), { code }), 'social.example');

describe('a call without an answer', () => {
  it.each([
    ['a refused connection', failed('ECONNREFUSED'), 'transient', 'transient'],
    ['a name that nobody knows', failed('ENOTFOUND'), 'transient', 'transient'],
    ['a resolver that is away', failed('EAI_AGAIN'), 'transient', 'transient'],
    [
      'a connection that never came about in time',
      failed('UND_ERR_CONNECT_TIMEOUT'),
      'transient',
      'transient',
    ],
    ['a certificate that cannot be trusted', failed('CERT_HAS_EXPIRED'), 'transient', 'transient'],
    ['a broken connection', failed('ECONNRESET'), 'transient', 'unknown'],
    ['a socket closed by the other side', failed('UND_ERR_SOCKET'), 'transient', 'unknown'],
    ['an answer that does not come', failed('UND_ERR_HEADERS_TIMEOUT'), 'transient', 'unknown'],
    ['the total time being over', new OutboundError('timeout', 'too slow'), 'transient', 'unknown'],
    ['an answer that is too large', new OutboundError('too-large', 'too large'), 'rejected', 'unknown'],
    ['an address that our guard refuses', new OutboundError('refused', 'not public'), 'rejected', 'rejected'],
    ['an answer that is no JSON', new SyntaxError('Unexpected token <'), 'transient', 'unknown'],
    ['something thrown that is no error', 'kaputt', 'transient', 'unknown'],
  ])('for %s is understood in both phases', (_name, error, reading, sending) => {
    expect([toConnectorError(error, 'read').kind, toConnectorError(error, 'send').kind]).toEqual([
      reading,
      sending,
    ]);
  });

  it('keeps what a connector has understood already', () => {
    const known = new ConnectorError('gone', 'The post was deleted');
    expect(toConnectorError(known, 'send')).toBe(known);
  });

  it('keeps the sentence and the cause', () => {
    const cause = new OutboundError('network', 'social.example cannot be reached');
    expect(toConnectorError(cause, 'read')).toMatchObject({
      message: 'social.example cannot be reached',
      cause,
    });
  });
});
