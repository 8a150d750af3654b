import { describe, expect, it, test } from '@jest/globals';
import { errorStatus } from './errors.ts';

describe('errorStatus', () => {
  test.each(Object.entries(errorStatus))('%s travels under an HTTP error status, %i', (code, status) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  });

  it.each([
    ['thread-moved', 409],
    ['version-conflict', 409],
    ['already-claimed', 409],
    ['too-long', 422],
    ['personal-data', 422],
    ['visibility-wider', 422],
    ['window-closed', 422],
    ['channel-unhealthy', 422],
  ] as const)('documents %s as %i', (code, status) => {
    expect(errorStatus[code]).toBe(status);
  });
});
