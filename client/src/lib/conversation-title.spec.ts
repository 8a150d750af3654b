import { describe, expect, it } from '@jest/globals';
import { withoutAddress } from './conversation-title.ts';

describe('the excerpt of a row', () => {
  it('begins with what is said, not with whom it is said to', () => {
    expect(withoutAddress('@brueckenfunk_hilft @svenja Danke euch!')).toBe('Danke euch!');
    expect(withoutAddress('Danke @brueckenfunk_hilft!')).toBe('Danke @brueckenfunk_hilft!');
  });

  it('keeps an address that is all there is', () => {
    expect(withoutAddress('@brueckenfunk_hilft')).toBe('@brueckenfunk_hilft');
  });
});
