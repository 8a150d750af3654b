import { Injectable } from '@nestjs/common';
import type { Connector, ConnectorContext } from '../connectors/connector.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { SecretBox } from '../platform/crypto/secret-box.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { SafeHttpClient } from '../platform/http/safe-http.client.ts';
import { ChannelsRepository, type ConnectorRow } from './channels.repository.ts';

interface Built {
  connector: Connector;
  settingsVersion: number;
  sealedState: string | null;
}

/** Builds the connector of a channel: settings opened, state sealed whenever the connector keeps something. */
@Injectable()
export class ChannelConnectorsService {
  private readonly built = new Map<string, Built>();

  constructor(
    private readonly registry: ConnectorRegistry,
    private readonly repository: ChannelsRepository,
    private readonly secretBox: SecretBox,
    private readonly uow: UnitOfWork,
    private readonly http: SafeHttpClient,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * The connector of a channel. It is kept until settings or state change, here or in another process: a session that
   * was refreshed there is used here as well.
   *
   * @throws DomainError `not-found`
   */
  async connectorFor(channelId: string): Promise<Connector> {
    const row = await this.repository.findConnector(channelId);
    if (row === null) throw new DomainError('not-found');
    const kept = this.built.get(channelId);
    if (kept?.settingsVersion === row.settingsVersion && kept.sealedState === row.sealedState)
      return kept.connector;
    const built: Built = {
      settingsVersion: row.settingsVersion,
      sealedState: row.sealedState,
      connector: this.build(channelId, row.network, {
        settings: this.openSettings(channelId, row),
        state: this.openState(channelId, row.sealedState),
        saveState: async (state) => {
          const sealed = this.seal(channelId, state);
          built.sealedState = sealed;
          await this.uow.run((tx) => this.repository.saveState(tx, channelId, row.settingsVersion, sealed));
        },
      }),
    };
    this.built.set(channelId, built);
    return built.connector;
  }

  /** A connector for a channel that is not stored yet, or with settings that are not. */
  build(
    channelId: string,
    network: string,
    context: Pick<ConnectorContext, 'settings' | 'state' | 'saveState'>,
  ): Connector {
    return this.registry.get(network).create({
      ...context,
      channelId,
      http: this.http,
      now: () => this.clock.now(),
      publicUrl: this.config.publicUrl,
      ownUrl: this.config.ownUrl,
    });
  }

  /** All settings of a stored channel, secrets opened. */
  openSettings(
    channelId: string,
    row: Pick<ConnectorRow, 'settings' | 'sealedSecrets'>,
  ): Record<string, string> {
    if (row.sealedSecrets === null) return { ...row.settings };
    const secrets = JSON.parse(this.secretBox.open(row.sealedSecrets, contextOf(channelId))) as Record<
      string,
      string
    >;
    return { ...row.settings, ...secrets };
  }

  /** What may stand in the database: JSON, sealed for this channel alone. */
  seal(channelId: string, values: Record<string, unknown>): string {
    return this.secretBox.seal(JSON.stringify(values), contextOf(channelId));
  }

  private openState(channelId: string, sealed: string | null): Record<string, unknown> {
    if (sealed === null) return {};
    return JSON.parse(this.secretBox.open(sealed, contextOf(channelId))) as Record<string, unknown>;
  }
}

function contextOf(channelId: string): string {
  return `channel:${channelId}`;
}
