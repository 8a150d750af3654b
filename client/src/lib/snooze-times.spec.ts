import { describe, expect, it } from '@jest/globals';
import { forDateTimeField, snoozeTimes } from './snooze-times.ts';

const presets = (now: Date) =>
  Object.fromEntries(snoozeTimes(now).map(({ preset, at }) => [preset, forDateTimeField(at)]));

describe('times to put a conversation off to', () => {
  it('are the afternoon, the next morning and the next Monday, in local time', () => {
    expect(presets(new Date(2026, 10, 18, 10, 30))).toEqual({
      inAnHour: '2026-11-18T11:30',
      afternoon: '2026-11-18T16:00',
      tomorrow: '2026-11-19T08:00',
      monday: '2026-11-23T08:00',
    });
  });

  it('leave out an afternoon that is nearly over', () => {
    expect(presets(new Date(2026, 10, 18, 15, 20))).not.toHaveProperty('afternoon');
  });

  it('do not offer Monday twice on a Sunday', () => {
    expect(presets(new Date(2026, 10, 22, 12))).not.toHaveProperty('monday');
    expect(presets(new Date(2026, 10, 22, 12)).tomorrow).toBe('2026-11-23T08:00');
  });

  it('mean the Monday after on a Monday', () => {
    expect(presets(new Date(2026, 10, 23, 12)).monday).toBe('2026-11-30T08:00');
  });
});
