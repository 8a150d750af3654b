/** The screens of those who may see a conversation of this team. */
export function audienceOf({ teamId, isTeamClosed }: { teamId: string; isTeamClosed: boolean }): string[] {
  return isTeamClosed ? [`team:${teamId}`, 'admins'] : ['all'];
}
