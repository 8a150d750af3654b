import type { ConsentPurpose, PublicForm } from '@visavis/shared/agents/public-face';
import type { Removal } from './consents.repository.ts';
import type { PlacesOfFace } from './face-places.ts';

type Forms = ReadonlyMap<ConsentPurpose, PublicForm>;

/** What changes when somebody takes something back. */
export interface TakenBack {
  before: Forms;
  after: Forms;
  /** How many pictures are erased for good. */
  erasedPictures: number;
  /** Whether there was a picture to be seen. */
  hadPicture: boolean;
  places: PlacesOfFace;
}

/** The lines of the proof: each place where somebody is no longer seen, with how many things changed there. */
export function removalsOf(change: TakenBack): Removal[] {
  const lost = [...change.before.keys()].filter((purpose) => showedPicture(change, purpose));
  const pictures = lost.flatMap((purpose) => picturesOf(purpose, change.places));
  const left: Removal[] =
    isOnTeamPage(change.before) && !isOnTeamPage(change.after)
      ? [{ purpose: 'teamPage', place: 'teamPage', count: 1 }]
      : [];
  const erased: Removal[] =
    change.erasedPictures > 0
      ? [{ purpose: lost[0] ?? 'replies', place: 'pictures', count: change.erasedPictures }]
      : [];
  return [...erased, ...withoutDoubles([...pictures, ...left])].filter(({ count }) => count > 0);
}

function showedPicture({ before, after, hadPicture }: TakenBack, purpose: ConsentPurpose): boolean {
  return hadPicture && before.get(purpose) === 'portrait' && after.get(purpose) !== 'portrait';
}

function picturesOf(purpose: ConsentPurpose, places: PlacesOfFace): Removal[] {
  switch (purpose) {
    case 'replies':
      return [
        { purpose, place: 'replies', count: places.replies },
        { purpose, place: 'linkCards', count: places.checkPages },
      ];
    case 'checkPage':
      return [{ purpose, place: 'checkPages', count: places.checkPages }];
    case 'teamPage':
      return [{ purpose, place: 'teamPage', count: 1 }];
    case 'persona':
      return [{ purpose, place: 'networkProfile', count: places.onNetworks }];
  }
}

/** Nobody in particular is on the page of those who chose to be shielded. */
function isOnTeamPage(forms: Forms): boolean {
  const form = forms.get('teamPage');
  return form !== undefined && form !== 'shielded';
}

function withoutDoubles(removals: readonly Removal[]): Removal[] {
  return [...new Map(removals.map((removal) => [removal.place, removal])).values()];
}
