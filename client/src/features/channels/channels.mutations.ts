import type {
  ChannelItem,
  ChannelTest,
  CreateChannelRequest,
  CreatedChannel,
  UpdateChannelRequest,
} from '@visavis/shared/api/channels';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { channelsQuery } from '../../lib/directory.queries.ts';
import { useSave } from '../../lib/save.ts';

const refresh = [channelsQuery.queryKey, ['counts']];

export const useConnectChannel = () =>
  useSave((request: CreateChannelRequest) => api.post<CreatedChannel>('/api/channels', request), refresh);

export const useUpdateChannel = (id: string) =>
  useSave((request: UpdateChannelRequest) => api.patch<ChannelItem>(`/api/channels/${id}`, request), refresh);

/** Pauses a channel, or lets it go on. */
export const useSetPaused = (id: string) =>
  useSave(
    (isPaused: boolean) => api.post<ChannelItem>(`/api/channels/${id}/${isPaused ? 'pause' : 'resume'}`),
    refresh,
  );

/** Calls the network without publishing anything. */
export const useTestChannel = (id: string) =>
  useMutation({ mutationFn: () => api.post<ChannelTest>(`/api/channels/${id}/test`) });
