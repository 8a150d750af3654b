import type { Action } from '@visavis/shared/permissions';

/** The parts of the settings, and who sees them; in the order of the navigation. */
export const SETTINGS_GROUPS = [
  {
    group: 'own',
    sections: [
      { section: 'profile', action: 'profile.editOwn' },
      { section: 'notices', action: 'profile.editOwn' },
      { section: 'sessions', action: 'profile.editOwn' },
      { section: 'tokens', action: 'token.manageOwn' },
    ],
  },
  {
    group: 'people',
    sections: [
      { section: 'people', action: 'people.read' },
      { section: 'teams', action: 'people.read' },
      { section: 'skills', action: 'people.read' },
      { section: 'shifts', action: 'people.read' },
      { section: 'rules', action: 'rule.manage' },
    ],
  },
  {
    group: 'organisation',
    sections: [
      { section: 'channels', action: 'channel.read' },
      { section: 'calendars', action: 'conversation.read' },
      { section: 'policies', action: 'conversation.read' },
      { section: 'displays', action: 'team.lead' },
      { section: 'alerts', action: 'team.lead' },
      { section: 'organisation', action: 'organisation.manage' },
    ],
  },
] as const satisfies readonly { group: string; sections: readonly { section: string; action: Action }[] }[];

export type SettingsSection = (typeof SETTINGS_GROUPS)[number]['sections'][number]['section'];

/** The section of a path, undefined for a path that is none. */
export function settingsSectionOf(path: string): { section: SettingsSection; action: Action } | undefined {
  return SETTINGS_GROUPS.flatMap((group) => [...group.sections]).find((each) => each.section === path);
}
