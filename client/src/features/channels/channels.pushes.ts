import type { ChannelItem } from '@visavis/shared/api/channels';
import { channelsQuery } from '../../lib/directory.queries.ts';
import type { PushHandlers } from '../../realtime/push-dispatcher.ts';

export const channelsPushes = {
  'channel.changed': ({ channel }, client) => {
    client.setQueryData(channelsQuery.queryKey, (channels?: ChannelItem[]) => {
      if (!channels) return channels;
      const isKnown = channels.some((each) => each.id === channel.id);
      return isKnown
        ? channels.map((each) => (each.id === channel.id ? channel : each))
        : [...channels, channel];
    });
  },
} satisfies PushHandlers;
