import { Injectable } from '@nestjs/common';
import type {
  ChannelTest,
  ConnectorManifest,
  CreateChannelRequest,
  UpdateChannelRequest,
} from '@visavis/shared/api/channels';
import { storableText } from '@visavis/shared/text/storable-text';
import { AgentsService } from '../agents/agents.service.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import type { ConnectionTest, Connector } from '../connectors/connector.ts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { FieldFault } from '../platform/http/validation.pipe.ts';
import { ChannelConnectorsService } from './channel-connectors.service.ts';
import { partSettings, readSettings } from './channel-settings.ts';
import type { ChannelRow } from './channels.presenter.ts';
import { ChannelsRepository } from './channels.repository.ts';
import { ChannelsService } from './channels.service.ts';

export interface ConnectedChannel {
  channel: ChannelRow;
  hookUrl?: string;
  /** Shown once. */
  secret?: string;
}

const BEGINNING_OF_TIME = new Date(0);

/** Connects accounts, changes how they are connected, and tests the connection. */
@Injectable()
export class ConnectChannelService {
  constructor(
    private readonly repository: ChannelsRepository,
    private readonly channels: ChannelsService,
    private readonly connectors: ChannelConnectorsService,
    private readonly registry: ConnectorRegistry,
    private readonly agents: AgentsService,
    private readonly config: AppConfig,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a channel whose connection works: a network that asks for credentials is called before anything is kept.
   *
   * @throws DomainError `invalid` with `fields`, and with `checks` when the network refused
   */
  async create(request: CreateChannelRequest): Promise<ConnectedChannel> {
    const manifest = this.manifestOf(request.network);
    const { settings: given, faults } = readSettings(manifest, request.settings);
    const teamId = await this.teamFor(request.teamId, faults);
    const name = nameOf(request.name, faults);
    const since = sinceOf(request, manifest, this.clock.now());
    refuseFaults(faults);
    const id = newId(this.clock.now());
    const prepared = this.registry.get(request.network).prepareSettings?.(given) ?? { settings: given };
    const tested = await this.probe(id, request.network, prepared.settings);
    const { open, secret } = partSettings(manifest, prepared.settings);
    const now = this.clock.now();
    await this.uow.run(async (tx) => {
      await this.repository.insert(tx, {
        id,
        network: request.network,
        name,
        teamId,
        since,
        settings: open,
        sealedSecrets: this.connectors.seal(id, secret),
        sealedState: this.connectors.seal(id, tested.state),
        account: tested.result?.account ?? null,
        textLimit: tested.result?.textLimit ?? manifest.textLimit,
        measure: tested.result?.measure ?? {},
        nextPollAt: isPolled(manifest) ? now : null,
        now,
      });
      tx.emit({ type: 'channel.changed', channelId: id });
    });
    return {
      channel: await this.channels.row(id),
      ...(manifest.ingests.includes('webhook')
        ? { hookUrl: `${this.config.publicUrl}/api/hooks/${id}` }
        : {}),
      ...('shownOnce' in prepared && prepared.shownOnce?.secret !== undefined
        ? { secret: prepared.shownOnce.secret }
        : {}),
    };
  }

  /** @throws DomainError `not-found`, `invalid` */
  async update(id: string, request: UpdateChannelRequest): Promise<ChannelRow> {
    const row = await this.channels.row(id);
    const faults: FieldFault[] = [];
    const teamId = await this.teamFor(request.teamId ?? row.teamId, faults);
    const name = nameOf(request.name ?? row.name, faults);
    refuseFaults(faults);
    const changed = request.settings === undefined ? null : await this.changedSettings(row, request.settings);
    await this.uow.run(async (tx) => {
      await this.repository.rename(tx, id, { name, teamId });
      if (changed !== null) {
        await this.repository.replaceSettings(tx, id, changed);
        await this.repository.learn(tx, id, changed.found);
        await this.channels.reportHealth(tx, id, 'healthy');
      }
      tx.emit({ type: 'channel.changed', channelId: id });
    });
    return this.channels.row(id);
  }

  /** Calls the network and says what works; a channel that had to be connected again is healthy when all of it does. */
  async test(id: string): Promise<ChannelTest> {
    const outcome = await outcomeOf(await this.connectors.connectorFor(id));
    const ok = outcome.checks.every((check) => check.ok);
    if (ok) {
      await this.uow.run(async (tx) => {
        await this.repository.learn(tx, id, { ...outcome, measure: outcome.measure ?? null });
        await this.channels.reportHealth(tx, id, 'healthy');
      });
    }
    return { ok, checks: outcome.checks };
  }

  private manifestOf(network: string): ConnectorManifest {
    const manifest = this.registry.has(network) ? this.registry.get(network).manifest : null;
    if (manifest === null || (manifest.demoOnly === true && !this.config.demo)) {
      refuseFaults([{ field: 'network', message: 'is none that can be connected here' }]);
    }
    return this.registry.get(network).manifest;
  }

  private async teamFor(teamId: string | undefined, faults: FieldFault[]): Promise<string> {
    const teams = await this.agents.listTeams();
    const found = teams.find((team) =>
      teamId === undefined ? team.isDefault : team.id === teamId.toLowerCase(),
    );
    if (found !== undefined) return found.id;
    const message = teamId === undefined ? 'is required: there is no default team' : 'is no team';
    faults.push({ field: 'teamId', message });
    return '';
  }

  private async changedSettings(row: ChannelRow, given: Record<string, string>) {
    const manifest = this.manifestOf(row.network);
    const stored = await this.repository.findConnector(row.id);
    const before = stored === null ? {} : this.connectors.openSettings(row.id, stored);
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    const { settings, faults } = readSettings(manifest, { ...before, ...filled });
    refuseFaults(faults);
    const tested = await this.probe(row.id, row.network, { ...before, ...settings });
    const { open, secret } = partSettings(manifest, { ...before, ...settings });
    return {
      settings: open,
      sealedSecrets: this.connectors.seal(row.id, secret),
      sealedState: this.connectors.seal(row.id, tested.state),
      found: {
        account: tested.result?.account ?? null,
        textLimit: tested.result?.textLimit ?? null,
        measure: tested.result?.measure ?? null,
      },
    };
  }

  /** Asks the network, where it wants credentials, whether these work. */
  private async probe(
    id: string,
    network: string,
    settings: Record<string, string>,
  ): Promise<{ state: Record<string, unknown>; result: ConnectionTest | null }> {
    const { manifest } = this.registry.get(network);
    if (!manifest.fields.some((field) => field.required)) return { state: {}, result: null };
    let state: Record<string, unknown> = {};
    const connector = this.connectors.build(id, network, {
      settings,
      state,
      saveState: async (saved) => {
        state = saved;
      },
    });
    const result = await outcomeOf(connector);
    const failed = result.checks.filter((check) => !check.ok);
    if (failed.length > 0) {
      const fields = failed.map((check) => ({ field: `settings.${check.name}`, message: check.detail }));
      const sentence = failed.map((check) => `${check.name}: ${check.detail}`).join('; ');
      throw new DomainError('invalid', { fields, checks: result.checks }, sentence);
    }
    return { state, result };
  }
}

/** A connector that could not even finish the test has failed it. */
async function outcomeOf(connector: Connector): Promise<ConnectionTest> {
  try {
    return await connector.test();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return {
      checks: [{ name: 'connection', ok: false, detail: error.message }],
      account: null,
      textLimit: null,
    };
  }
}

function refuseFaults(faults: readonly FieldFault[]): void {
  const [first] = faults;
  if (first !== undefined)
    throw new DomainError('invalid', { fields: faults }, `${first.field}: ${first.message}`);
}

function isPolled(manifest: ConnectorManifest): boolean {
  return manifest.ingests.includes('poll') || manifest.ingests.includes('stream');
}

function nameOf(given: string, faults: FieldFault[]): string {
  const name = storableText(given).trim();
  if (name === '') faults.push({ field: 'name', message: 'is empty' });
  return name;
}

/** A source that only ever calls us sends nothing but what it wants answered, so nothing of it is history by default. */
function sinceOf({ since }: CreateChannelRequest, manifest: ConnectorManifest, now: Date): Date {
  if (since !== undefined) return new Date(since);
  return manifest.ingests.every((way) => way === 'webhook') ? BEGINNING_OF_TIME : now;
}
