import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import type { PolicyOfTeam } from './sla-policies.service.ts';

export function presentPolicy({ team, policy }: PolicyOfTeam): SlaPolicyItem {
  return {
    id: policy.id,
    team,
    name: policy.name,
    firstResponseMinutes: policy.firstResponseMinutes,
    nextResponseMinutes: policy.nextResponseMinutes,
    businessHours: policy.hours,
  };
}
