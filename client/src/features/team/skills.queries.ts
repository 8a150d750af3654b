import type { Page } from '@visavis/shared/api/page';
import type { SkillItem, SkillUses } from '@visavis/shared/api/schedule';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { itemsOf } from '../../lib/directory.queries.ts';

export const skillsQuery = queryOptions({
  queryKey: ['skills'],
  queryFn: async ({ signal }) => itemsOf(await api.get<Page<SkillItem>>('/api/skills', { signal })),
  staleTime: 60_000,
});

/** Who has a skill and which rules ask for it: asked afresh each time, because it decides about deleting. */
export const skillUsesQuery = (skillId: string) =>
  queryOptions({
    queryKey: ['skills', skillId, 'uses'],
    queryFn: ({ signal }) => api.get<SkillUses>(`/api/skills/${skillId}/uses`, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
