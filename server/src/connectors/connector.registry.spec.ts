import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConnectorRegistry, discoverConnectors } from './connector.registry.ts';

const MANIFEST = {
  id: 'pigeon',
  name: 'Pigeon post',
  icon: 'M3 4h18v12H3z',
  kinds: ['message'],
  fields: [],
  capabilities: [],
  textLimit: null,
  ingests: ['poll'],
  identityScope: 'network',
  checkedAgainst: 'notes',
  media: null,
};

const source = (manifest: Record<string, unknown>, rest = 'create: () => ({})') =>
  `export const connectorModule = { manifest: ${JSON.stringify(manifest)}, ${rest} };\n`;

describe('the registry of connectors', () => {
  let root = '';
  let folders = 0;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'visavis-connectors-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function folderWith(files: Record<string, string>): string {
    folders += 1;
    const folder = join(root, String(folders));
    mkdirSync(folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  }

  it('finds every connector of the product, ordered by id', async () => {
    const registry = new ConnectorRegistry(await discoverConnectors());
    const ids = registry.manifests().map((manifest) => manifest.id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toEqual(expect.arrayContaining(['playground', 'webhook']));
    expect(registry.get('webhook').manifest.id).toBe('webhook');
  });

  it('finds a folder through its index alone and passes over the suite they share', async () => {
    const folder = folderWith({ 'pigeon/index.ts': source(MANIFEST), 'testing/connector-contract.ts': '' });
    const registry = new ConnectorRegistry(await discoverConnectors(folder));
    expect(registry.has('pigeon')).toBe(true);
    expect(registry.manifests()).toHaveLength(1);
  });

  it('finds built folders as well', async () => {
    const folder = folderWith({ 'package.json': '{"type":"module"}', 'pigeon/index.js': source(MANIFEST) });
    expect((await discoverConnectors(folder)).map(({ manifest }) => manifest.id)).toEqual(['pigeon']);
  });

  it('says which network has no connector', () => {
    const registry = new ConnectorRegistry([]);
    expect(registry.has('smoke')).toBe(false);
    expect(() => registry.get('smoke')).toThrow('There is no connector for the network "smoke"');
  });

  it.each([
    ['no index', { 'pigeon/pigeon.ts': '' }, 'pigeon: has no index file'],
    ['no export', { 'pigeon/index.ts': 'export const other = 1;\n' }, 'index exports no `connectorModule`'],
    [
      'no factory',
      { 'pigeon/index.ts': source(MANIFEST, 'create: 1') },
      '`connectorModule.create` is no function',
    ],
    ['a module that throws', { 'pigeon/index.ts': "throw new Error('kaputt');\n" }, 'pigeon: kaputt'],
    ['a foreign id', { 'dove/index.ts': source(MANIFEST) }, 'differs from the folder "dove"'],
    [
      'a field without words',
      {
        'pigeon/index.ts': source({
          ...MANIFEST,
          fields: [{ name: 'loft', kind: 'text', required: true, label: { de: 'Schlag' } }],
        }),
      },
      'the field "loft" lacks a label or help',
    ],
    [
      'pictures without limits',
      { 'pigeon/index.ts': source({ ...MANIFEST, capabilities: ['media'] }) },
      'the media limits and the capability "media" contradict each other',
    ],
  ])('stops the boot at a folder with %s', async (_name, files, message) => {
    await expect(discoverConnectors(folderWith(files as Record<string, string>))).rejects.toThrow(message);
  });

  it('names all broken folders at once', async () => {
    const folder = folderWith({ 'dove/index.ts': source(MANIFEST), 'crow/crow.ts': '' });
    await expect(discoverConnectors(folder)).rejects.toThrow(/crow: .*\n.*dove: /);
  });
});
