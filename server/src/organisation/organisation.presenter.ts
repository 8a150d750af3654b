import type { OrganisationItem } from '@visavis/shared/api/organisation';
import type { Organisation } from './organisation.types.ts';

export function presentOrganisation({ id: _id, ...item }: Organisation): OrganisationItem {
  return item;
}
