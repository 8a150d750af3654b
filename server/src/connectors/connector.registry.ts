import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ConnectorManifest } from '@visavis/shared/api/channels';
import type { ConnectorModule } from './connector.ts';
import { manifestFaults } from './manifest-faults.ts';

const CONNECTORS_FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Folders beside the connectors that hold no connector. */
const NOT_CONNECTORS: ReadonlySet<string> = new Set(['testing']);

/** Every network that Visavis speaks, found at boot. */
export class ConnectorRegistry {
  private readonly modules: ReadonlyMap<string, ConnectorModule>;

  constructor(modules: ConnectorModule[]) {
    this.modules = new Map(modules.map((module) => [module.manifest.id, module]));
  }

  has(network: string): boolean {
    return this.modules.has(network);
  }

  /** @throws Error for a network that has no connector: a programming fault, so ask `has` for input of people. */
  get(network: string): ConnectorModule {
    const module = this.modules.get(network);
    if (!module) throw new Error(`There is no connector for the network "${network}"`);
    return module;
  }

  /** All manifests, ordered by id. */
  manifests(): ConnectorManifest[] {
    return [...this.modules.values()].map((module) => module.manifest).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/**
 * Imports every connector folder below `folder`.
 * @throws AggregateError naming every broken folder: an operator has to see at boot, not at the first reply, what is missing.
 */
export async function discoverConnectors(folder: string = CONNECTORS_FOLDER): Promise<ConnectorModule[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NOT_CONNECTORS.has(entry.name))
    .map((entry) => entry.name)
    .sort();
  const found = await Promise.allSettled(names.map((name) => importConnector(join(folder, name))));
  const faults: string[] = [];
  const causes: unknown[] = [];
  for (const [at, result] of found.entries()) {
    if (result.status === 'fulfilled') continue;
    causes.push(result.reason);
    faults.push(`- ${names[at] ?? '?'}: ${sentence(result.reason)}`);
  }
  if (faults.length > 0) throw new AggregateError(causes, `Broken connectors:\n${faults.join('\n')}`);
  return found.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

async function importConnector(folder: string): Promise<ConnectorModule> {
  // Built files are .js; the tests run the sources. A folder holds one or the other, never both.
  const entry = ['index.js', 'index.ts'].map((file) => join(folder, file)).find((file) => existsSync(file));
  if (!entry) throw new Error('has no index file');
  const exported: unknown = await import(pathToFileURL(entry).href);
  const module = connectorModuleOf(exported);
  const faults = manifestFaults(module.manifest, basename(folder));
  if (faults.length > 0) throw new Error(faults.join('; '));
  return module;
}

function connectorModuleOf(exported: unknown): ConnectorModule {
  const module = (exported as { connectorModule?: Partial<ConnectorModule> }).connectorModule;
  if (!module) throw new Error('index exports no `connectorModule`');
  if (typeof module.create !== 'function') throw new Error('`connectorModule.create` is no function');
  if (!module.manifest) throw new Error('`connectorModule.manifest` is missing');
  return module as ConnectorModule;
}

function sentence(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
