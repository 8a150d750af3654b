import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startNode } from '../../test/built-server.ts';

/** The log goes to standard error of the process, so another process writes it. */
async function logged(script: string): Promise<Record<string, unknown>[]> {
  const dist = join(import.meta.dirname, '../../dist/platform');
  const prelude = `
    const { Logger } = await import('${dist}/logger.js');
    const { inRequest } = await import('${dist}/http/request-context.js');
    const logger = new Logger({ logLevel: 'info', role: 'all' });`;
  const child = startNode(['--input-type=module', '-e', `${prelude}\n${script}`], {});
  expect(await child.exited).toBe(0);
  return child
    .stderr()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  it('carries the id of the request on every entry that it causes', async () => {
    const [inside, outside] = await logged(`
      inRequest('req-1', () => logger.info('Inside.', { conversationId: 'c' }));
      logger.info('Outside.');`);
    expect(inside).toMatchObject({ requestId: 'req-1', conversationId: 'c', msg: 'Inside.' });
    expect(outside).not.toHaveProperty('requestId');
  });

  it('leaves out secrets and what people wrote, however they got there', async () => {
    const [entry, failed] = await logged(`
      logger.warn('Odd.', { password: 'S1', text: 'S2', channel: { secret: 'S3', settings: { token: 'S4' } }, id: 'kept' });
      const error = Object.assign(new Error('refused'), { code: '23505', parameters: ['S5'], query: 'INSERT S6' });
      logger.error('Failed.', { err: error });`);
    expect(entry).toMatchObject({ id: 'kept' });
    expect(failed).toMatchObject({ err: { type: 'Error', message: 'refused', code: '23505' } });
    expect(JSON.stringify([entry, failed])).not.toMatch(/S[1-6]"/);
    expect(JSON.stringify([entry, failed])).not.toContain('INSERT S6');
  });
});
