import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { formsOf, lesserForm, publicFace, publicForms, type PublicForm } from './public-face.ts';

const jana = { publicName: 'Jana K.', mark: 'JK', faceVersion: 3 };

describe('what is shown of a person', () => {
  test.each<[PublicForm, string | null, number]>([
    ['portrait', 'Jana K.', 3],
    ['firstName', 'Jana K.', 0],
    ['initials', null, 0],
    ['shielded', null, 0],
  ])('as %s', (form, name, faceVersion) => {
    expect(publicFace(jana, form)).toEqual({ form, name, mark: 'JK', faceVersion });
  });

  it('is the mark alone for every purpose that was never agreed to', () => {
    expect(formsOf({ replies: 'portrait' })).toEqual({
      replies: 'portrait',
      checkPage: 'initials',
      teamPage: 'initials',
      persona: 'initials',
    });
  });

  it('is never more than each of the forms that meet in one place allows', () => {
    const form = fc.constantFrom(...publicForms);
    fc.assert(
      fc.property(form, fc.array(form), (first, others) => {
        const shown = publicFace(jana, lesserForm(first, ...others));
        for (const allowed of [first, ...others].map((each) => publicFace(jana, each))) {
          expect(shown.name === null || allowed.name !== null).toBe(true);
          expect(shown.faceVersion).toBeLessThanOrEqual(allowed.faceVersion);
        }
      }),
    );
  });
});
