import { Injectable } from '@nestjs/common';
import type { Channel } from '../channels/channel.types.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConnectChannelService } from '../channels/connect-channel.service.ts';
import { PlaygroundCredentials } from '../playground/playground-credentials.ts';
import { DemoReceiver } from './demo-receiver.service.ts';
import type { DemoTeam } from './demo-team.service.ts';
import type { DemoPlace } from './story.ts';

const RECEIVER_PATH = '/api/hooks/demo/';

export type DemoChannels = Record<DemoPlace, Channel>;

/** Connects Brückenfunk's accounts in the way an administrator would. */
@Injectable()
export class DemoChannelsService {
  constructor(
    private readonly connect: ConnectChannelService,
    private readonly channels: ChannelsService,
    private readonly playground: PlaygroundCredentials,
    private readonly receiver: DemoReceiver,
  ) {}

  /** @param since before the first story */
  async open({ teams }: DemoTeam, since: Date): Promise<DemoChannels> {
    const { address, token } = this.playground;
    const hook = (place: string) => ({
      callbackUrl: address + RECEIVER_PATH + place,
      secret: this.receiver.secret,
    });
    return {
      marketplace: await this.create('playground', 'Marktplatz', teams.landline, since, { token }),
      forum: await this.create('webhook', 'Community-Forum', teams.landline, since, hook('forum')),
      reviews: await this.create('webhook', 'App-Bewertungen', teams.mobile, since, hook('reviews')),
    };
  }

  /** Nothing is fetched while `work` runs. */
  async holdReading({ marketplace }: DemoChannels, work: () => Promise<void>): Promise<void> {
    await this.channels.pause(marketplace.id);
    await work();
    await this.channels.resume(marketplace.id);
  }

  /** What takes the replies lives in this process: on another port, its channels follow there. */
  async follow(): Promise<void> {
    for (const { id, settings } of await this.channels.list()) {
      const place = settings.callbackUrl?.split(RECEIVER_PATH)[1];
      const callbackUrl = this.playground.address + RECEIVER_PATH + place;
      if (place !== undefined && settings.callbackUrl !== callbackUrl)
        await this.connect.update(id, { settings: { callbackUrl } });
    }
  }

  private async create(
    network: string,
    name: string,
    teamId: string,
    since: Date,
    settings: Record<string, string>,
  ): Promise<Channel> {
    const { channel } = await this.connect.create({
      network,
      name,
      teamId,
      since: since.toISOString(),
      settings,
    });
    return this.channels.get(channel.id);
  }
}
