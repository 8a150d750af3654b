import { OrganisationService, type NewOrganisation } from '../../src/organisation/organisation.service.ts';
import type { Organisation } from '../../src/organisation/organisation.types.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { TestApp } from '../test-app.ts';

/**
 * The organisation of this test; the one that exists already, if there is one. Nobody in it is away for want of a screen,
 * unless told.
 */
export async function anOrganisation(
  app: TestApp,
  given: Partial<NewOrganisation> = {},
): Promise<Organisation> {
  const organisation = app.get(OrganisationService);
  const existing = await organisation.find();
  if (existing !== null) return existing;
  return app
    .get(UnitOfWork)
    .run((tx) => organisation.create(tx, { name: 'Brückenfunk', awayWithoutScreenMinutes: null, ...given }));
}
