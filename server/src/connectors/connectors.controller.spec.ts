import { describe, expect, it } from '@jest/globals';
import { testConfig } from '../../test/test-config.ts';
import { ConnectorRegistry, discoverConnectors } from './connector.registry.ts';
import { ConnectorsController } from './connectors.controller.ts';

async function offered(demo: boolean): Promise<string[]> {
  const registry = new ConnectorRegistry(await discoverConnectors());
  const controller = new ConnectorsController(registry, testConfig({ demo }));
  return controller.list().items.map((manifest) => manifest.id);
}

describe('the networks on offer', () => {
  it('include the playground in the demonstration alone', async () => {
    expect(await offered(true)).toEqual(expect.arrayContaining(['playground', 'webhook']));
    const elsewhere = await offered(false);
    expect(elsewhere).toContain('webhook');
    expect(elsewhere).not.toContain('playground');
  });
});
