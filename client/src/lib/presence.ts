import type { Availability } from '@visavis/shared/api/session';

/** The dot on a face: green takes conversations, amber is full, hollow is not here. */
export function presenceOf(availability: Availability): 'on' | 'busy' | 'off' {
  if (availability === 'available') return 'on';
  return availability === 'busy' ? 'busy' : 'off';
}
