import type { AgentItem } from '@visavis/shared/api/agents';
import type { Availability } from '@visavis/shared/api/session';

/** The dot on a face: green takes conversations, amber is full, hollow is not here. */
export function presenceOf(availability: Availability): 'on' | 'busy' | 'off' {
  if (availability === 'available') return 'on';
  return availability === 'busy' ? 'busy' : 'off';
}

/** The dot of a colleague: who has no room left is full, whatever they said of themselves. */
export function presenceOfColleague(agent: AgentItem): 'on' | 'busy' | 'off' {
  const said = presenceOf(agent.availability);
  return said === 'on' && agent.capacity > 0 && agent.load >= agent.capacity ? 'busy' : said;
}
