import type { Channel } from '../../src/channels/channel.types.ts';
import { ChannelsService } from '../../src/channels/channels.service.ts';
import { ConnectChannelService } from '../../src/channels/connect-channel.service.ts';
import type { TestApp } from '../test-app.ts';
import { theDefaultTeam } from './a-team.ts';

export interface ChannelGiven {
  network?: string;
  name?: string;
  teamId?: string;
  /** The beginning of time unless told, so that nothing is history by accident. */
  since?: Date;
  settings?: Record<string, string>;
}

/** A connected account, with what the API shows once. */
export interface ConnectedTestChannel extends Channel {
  hookUrl: string | null;
  secret: string | null;
}

let counter = 0;

/** A channel of the open door unless told otherwise, in the default team. */
export async function aChannel(app: TestApp, given: ChannelGiven = {}): Promise<ConnectedTestChannel> {
  const teamId = given.teamId ?? (await theDefaultTeam(app)).id;
  const { channel, hookUrl, secret } = await app.get(ConnectChannelService).create({
    network: given.network ?? 'webhook',
    name: given.name ?? `Kanal ${(counter += 1)}`,
    teamId,
    since: (given.since ?? new Date(0)).toISOString(),
    settings: given.settings ?? {},
  });
  const stored = await app.get(ChannelsService).get(channel.id);
  return { ...stored, hookUrl: hookUrl ?? null, secret: secret ?? null };
}
