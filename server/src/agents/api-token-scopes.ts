import type { ApiTokenScope } from '@visavis/shared/api/session';
import type { Action } from '@visavis/shared/permissions';

/**
 * What each scope allows; everything else is refused. No scope contains a reply or a note: those carry the name of a
 * person, and a program is none.
 */
const actionsOfScope: Readonly<Record<ApiTokenScope, readonly Action[]>> = {
  'conversations:read': ['conversation.read'],
  'conversations:write': ['conversation.write'],
  'channels:read': ['channel.read'],
  'reports:read': ['report.team'],
};

export const apiTokenScopes = Object.keys(actionsOfScope) as ApiTokenScope[];

export function isWithinScopes(scopes: readonly ApiTokenScope[], action: Action): boolean {
  return scopes.some((scope) => actionsOfScope[scope]?.includes(action) === true);
}
