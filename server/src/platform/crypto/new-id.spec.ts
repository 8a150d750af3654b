import { describe, expect, it } from '@jest/globals';
import { newId } from './new-id.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an id', () => {
  it('is a UUIDv7 that carries its instant', () => {
    const later = new Date('2100-01-01T00:00:00.123Z');
    const id = newId(later);
    expect(id).toMatch(UUID_V7);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(later.getTime());
  });

  it('rises strictly, also for thousands made in one millisecond and for a clock that goes back', () => {
    const now = new Date('2100-01-01T00:00:01Z');
    const ids = Array.from({ length: 20_000 }, () => newId(now));
    ids.push(newId(new Date('2026-01-01T00:00:00Z')));
    expect(ids.every((id) => UUID_V7.test(id))).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
