import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';

/** A change that is saved by a call; afterwards what it touched is fetched again, before the form closes. */
export function useSave<Change, Answer>(
  save: (change: Change) => Promise<Answer>,
  refresh: readonly QueryKey[],
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: () => Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
