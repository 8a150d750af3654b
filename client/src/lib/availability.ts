import type { AvailabilityState, SetAvailabilityRequest } from '@visavis/shared/api/schedule';
import type { Me } from '@visavis/shared/api/session';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from './api-client.ts';
import { agentsQuery, meQuery, useMe } from './directory.queries.ts';
import { useFormat } from './format.ts';
import { serverNow } from './server-clock.ts';
import { wallTimeOf } from './zoned-time.ts';

/**
 * `14:30`, `Mo 08:00`, or only `Donnerstag` for whoever is back with a day: an absence is planned in whole days of the
 * organisation, and its end at midnight is no time at which anybody comes.
 */
export function useReturnMoment(): (at: string) => string {
  const format = useFormat();
  const { timeZone } = useMe().organisation;
  return useCallback(
    (at) => {
      const { date, time } = wallTimeOf(at, timeZone);
      if (time !== '00:00') return format.moment(at);
      return format.dayName(date, wallTimeOf(serverNow(), timeZone).date);
    },
    [format, timeZone],
  );
}

/** `Weg, Pause, zurück um 14:30`: how available somebody is, why, and until when. */
export function useAvailabilityWords(): (
  state: Pick<AvailabilityState, 'availability' | 'reason' | 'returnsAt'>,
) => string {
  const { t } = useTranslation();
  const returnMoment = useReturnMoment();
  return useCallback(
    ({ availability, reason, returnsAt }) =>
      [
        t(`common.availability.${availability}`),
        reason && t(`common.awayReason.${reason}`),
        returnsAt &&
          t(isToday(returnsAt) ? 'common.availability.backAt' : 'common.availability.backOn', {
            moment: returnMoment(returnsAt),
          }),
      ]
        .filter(Boolean)
        .join(', '),
    [t, returnMoment],
  );
}

const isToday = (at: string) => new Date(at).toDateString() === new Date(serverNow()).toDateString();

/** What a state was set to, to set it again. What a shift or a closed screen did has no reason of its own. */
export function requestOf({ availability, reason, returnsAt }: AvailabilityState): SetAvailabilityRequest {
  const isByHand = reason !== null && reason !== 'endOfShift' && reason !== 'noScreen';
  const isAhead = returnsAt !== null && Date.parse(returnsAt) > serverNow();
  return availability === 'away'
    ? { availability, reason: isByHand ? reason : null, returnsAt: isAhead ? returnsAt : null }
    : { availability };
}

/** Sets one's own availability; shown at once, taken back when the server refuses. */
export function useSetAvailability() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SetAvailabilityRequest) =>
      api.put<AvailabilityState>('/api/me/availability', request),
    onMutate: async (request) => {
      await client.cancelQueries({ queryKey: meQuery.queryKey });
      const before = client.getQueryData(meQuery.queryKey);
      const state: AvailabilityState = {
        availability: request.availability,
        since: new Date(serverNow()).toISOString(),
        reason: request.reason ?? null,
        returnsAt: request.returnsAt ?? null,
        setBy: 'hand',
      };
      client.setQueryData(meQuery.queryKey, (me?: Me) =>
        me ? { ...me, availability: state.availability, availabilityState: state } : me,
      );
      return { before };
    },
    onError: (_error, _request, context) => client.setQueryData(meQuery.queryKey, context?.before),
    onSettled: () =>
      Promise.all(
        [meQuery.queryKey, agentsQuery.queryKey].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
}
