import { publicFace } from '@visavis/shared/agents/public-face';
import type { AgentIdentity } from '../agents/agent.types.ts';

/** How somebody is called in replies; null for nobody, and for who did not agree to be named there. */
export function nameInReplies(identity: AgentIdentity | undefined): string | null {
  if (identity === undefined) return null;
  return publicFace(identity, identity.forms.replies).name;
}
