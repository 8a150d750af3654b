/** For what somebody's name and picture may be used; each is agreed to by itself. */
export const consentPurposes = ['replies', 'checkPage', 'teamPage', 'persona'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/**
 * How much of a person is shown, the most first: photo and public name, the name beside the portrait with initials, the
 * mark alone, or nobody in particular (the team's name, a neutral portrait).
 */
export const publicForms = ['portrait', 'firstName', 'initials', 'shielded'] as const;
export type PublicForm = (typeof publicForms)[number];

/** How somebody is shown for each purpose; `formsOf` fills in what they never agreed to. */
export type PublicForms = Readonly<Record<ConsentPurpose, PublicForm>>;

/** Who never agreed to anything signs with their mark, and nothing else is shown. */
const WITHOUT_CONSENT: PublicForm = 'initials';

/** All purposes, from the ones that somebody agreed to. */
export function formsOf(agreed: Readonly<Partial<Record<ConsentPurpose, PublicForm>>>): PublicForms {
  const { replies, checkPage, teamPage, persona } = agreed;
  return {
    replies: replies ?? WITHOUT_CONSENT,
    checkPage: checkPage ?? WITHOUT_CONSENT,
    teamPage: teamPage ?? WITHOUT_CONSENT,
    persona: persona ?? WITHOUT_CONSENT,
  };
}

/** The one that shows less: where two purposes meet in one place, both have to allow what is seen. */
export function lesserForm(first: PublicForm, ...others: readonly PublicForm[]): PublicForm {
  return others.reduce(
    (least, form) => (publicForms.indexOf(form) > publicForms.indexOf(least) ? form : least),
    first,
  );
}

/** What one installation shows of a person, whatever they agreed to. */
export interface PublicIdentity {
  readonly publicName: string;
  readonly mark: string;
  /** 0 when there is no picture. */
  readonly faceVersion: number;
}

export interface PublicFace {
  readonly form: PublicForm;
  /** Null where the person is not named; the team or the organisation is named instead. */
  readonly name: string | null;
  readonly mark: string;
  /** 0 draws the portrait with initials. */
  readonly faceVersion: number;
}

/**
 * What is shown of a person in one form. The mark stays in every form: a reply without one could not be told apart from
 * an automatic one (product rule 3). A portrait without a picture is the name with initials, at no disadvantage.
 */
export function publicFace(person: PublicIdentity, form: PublicForm): PublicFace {
  const { publicName, mark, faceVersion } = person;
  return {
    form,
    name: form === 'portrait' || form === 'firstName' ? publicName : null,
    mark,
    faceVersion: form === 'portrait' ? faceVersion : 0,
  };
}
