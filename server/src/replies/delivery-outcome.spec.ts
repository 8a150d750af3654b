import { describe, expect, it, test } from '@jest/globals';
import type { ConnectorErrorKind } from '../connectors/connector-error.ts';
import { type Attempt, outcomeOf, type Outcome, type TryResult } from './delivery-outcome.ts';

const now = new Date('2026-11-20T10:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

const firstSend: Attempt = {
  operation: 'create',
  phase: 'send',
  attempts: 1,
  triedSince: now,
  lastErrorKind: null,
  canLookUp: true,
};
const firstLook: Attempt = { ...firstSend, phase: 'look', attempts: 2, lastErrorKind: 'unknown' };

const said = (kind: ConnectorErrorKind, retryAfter?: Date): TryResult => ({
  kind: 'error',
  error: { kind, detail: 'So it is', retryAfter },
});
const outcome = (result: TryResult, attempt: Attempt = firstSend): Outcome =>
  outcomeOf(result, attempt, { now, random: 0 });
/** The decision without its dates. */
function decision(kind: ConnectorErrorKind, attempt: Attempt): string {
  const result = outcome(said(kind), attempt);
  return 'isInDoubt' in result && result.isInDoubt ? `${result.step}, in doubt` : result.step;
}

describe('what a failed send means', () => {
  test.each<[ConnectorErrorKind, string, string]>([
    // kind, with look-up, without
    ['rateLimited', 'sendAgain', 'sendAgain'],
    ['transient', 'sendAgain', 'sendAgain'],
    ['unknown', 'look', 'sendAgain'],
    ['duplicate', 'look', 'fail'],
    ['auth', 'park', 'park'],
    ['permission', 'fail', 'fail'],
    ['tooLong', 'fail', 'fail'],
    ['windowClosed', 'fail', 'fail'],
    ['gone', 'fail', 'fail'],
    ['rejected', 'fail', 'fail'],
  ])('%s: %s, and %s where nothing can be looked up', (kind, withLookUp, without) => {
    expect(decision(kind, firstSend)).toBe(withLookUp);
    expect(decision(kind, { ...firstSend, canLookUp: false })).toBe(without);
  });

  it('keeps what the network said', () => {
    expect(outcome(said('rejected'))).toMatchObject({ error: { kind: 'rejected', detail: 'So it is' } });
  });

  it('waits longer each time', () => {
    expect(outcome(said('transient'))).toMatchObject({ at: after(10) });
    expect(outcome(said('transient'), { ...firstSend, attempts: 3 })).toMatchObject({ at: after(120) });
  });

  it('never undercuts the reset of the network, and holds the whole channel until then', () => {
    expect(outcome(said('rateLimited', after(900)))).toEqual({
      step: 'sendAgain',
      at: after(900),
      error: { kind: 'rateLimited', detail: 'So it is' },
      pauseChannel: after(900),
    });
  });

  it('holds no other reply back for a fault that is not about speed', () => {
    expect(outcome(said('transient', after(30)))).toMatchObject({ at: after(30), pauseChannel: null });
  });

  it('gives up after a day', () => {
    const late = { ...firstSend, attempts: 30, triedSince: after(-86_000) };
    expect(outcome(said('transient'), late)).toMatchObject({ step: 'fail', isInDoubt: false });
    expect(outcome(said('unknown'), late)).toMatchObject({ step: 'fail', isInDoubt: true });
    expect(outcome(said('transient'), { ...late, canLookUp: false })).toMatchObject({
      step: 'fail',
      isInDoubt: true,
    });
  });
});

describe('what looking for a reply brings', () => {
  it('is the receipt when it stands there', () => {
    const receipt = { externalId: 'reply-1' };
    expect(outcome({ kind: 'accepted', receipt }, firstLook)).toEqual({ step: 'accept', receipt });
  });

  it('is another send when it surely does not', () => {
    expect(outcome({ kind: 'absent' }, firstLook)).toEqual({
      step: 'sendAgain',
      at: now,
      error: null,
      pauseChannel: null,
    });
  });

  it('is patience when the network loses it again and again', () => {
    expect(outcome({ kind: 'absent' }, { ...firstLook, attempts: 8 })).toMatchObject({
      step: 'sendAgain',
      at: after(3600),
    });
    const late = { ...firstLook, attempts: 40, triedSince: after(-86_000) };
    expect(outcome({ kind: 'absent' }, late)).toMatchObject({ step: 'fail' });
  });

  it('is a question to a person when the network calls it a duplicate of something else', () => {
    const attempt = { ...firstLook, lastErrorKind: 'duplicate' };
    expect(outcome({ kind: 'absent' }, attempt)).toMatchObject({
      step: 'fail',
      error: { kind: 'duplicate' },
    });
  });

  test.each<[ConnectorErrorKind, string]>([
    ['rateLimited', 'look'],
    ['transient', 'look'],
    ['unknown', 'look'],
    ['auth', 'park, in doubt'],
    ['duplicate', 'fail, in doubt'],
    ['permission', 'fail, in doubt'],
    ['tooLong', 'fail, in doubt'],
    ['windowClosed', 'fail, in doubt'],
    ['gone', 'fail, in doubt'],
    ['rejected', 'fail, in doubt'],
  ])('never is a send when it fails: %s means %s', (kind, expected) => {
    expect(decision(kind, firstLook)).toBe(expected);
  });
});

describe('changing what stands on the network', () => {
  const edit: Attempt = { ...firstSend, operation: 'edit' };
  const removal: Attempt = { ...firstSend, operation: 'delete' };

  it('is simply repeated when its outcome is unknown', () => {
    expect(decision('unknown', edit)).toBe('sendAgain');
    expect(decision('unknown', removal)).toBe('sendAgain');
  });

  it('is done when what was to be removed is gone', () => {
    expect(outcome(said('gone'), removal).step).toBe('accept');
    expect(outcome(said('gone'), edit).step).toBe('fail');
  });
});
