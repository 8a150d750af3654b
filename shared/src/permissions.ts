export const roles = ['agent', 'lead', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What anybody can want to do; a guard names one, and the button for it asks the same question. */
export type Action =
  | 'conversation.read'
  /** Claim, assign, status, snooze, tags, priority, team. */
  | 'conversation.write'
  | 'conversation.reply'
  /** Mark as spam, mute an author, shield somebody from one, and undo each. */
  | 'conversation.moderate'
  | 'note.write'
  | 'channel.read'
  | 'channel.manage'
  | 'people.read'
  | 'people.manage'
  /** Create, rename, close and staff teams. */
  | 'team.manage'
  /** A team's shifts, saved replies and rules. */
  | 'team.lead'
  | 'organisation.manage'
  | 'policy.manage'
  /** The ordered list of routing rules, and trying it. */
  | 'rule.manage'
  /** Skills, and who has which. */
  | 'skill.manage'
  /** Figures of a team. */
  | 'report.team'
  | 'token.manageOwn'
  | 'profile.editOwn'
  | 'demo.reset';

export interface Permitted {
  readonly role: Role;
  readonly teamIds: readonly string[];
}

/** The team that the thing in question belongs to. */
export interface TeamSubject {
  readonly teamId: string;
  /** A closed team's conversations are for its members, its leads and administrators. */
  readonly teamClosed?: boolean;
}

type Rule = (agent: Permitted, subject: TeamSubject | undefined) => boolean;

const everyone: Rule = () => true;
const administrators: Rule = (agent) => agent.role === 'admin';
const unlessTeamIsClosed: Rule = (agent, subject) =>
  subject?.teamClosed !== true || agent.role === 'admin' || agent.teamIds.includes(subject.teamId);
const leadsOfTheTeam: Rule = (agent, subject) =>
  agent.role === 'admin' ||
  (agent.role === 'lead' && (subject === undefined || agent.teamIds.includes(subject.teamId)));

const rules: Readonly<Record<Action, Rule>> = {
  'conversation.read': unlessTeamIsClosed,
  'conversation.write': unlessTeamIsClosed,
  'conversation.reply': unlessTeamIsClosed,
  'conversation.moderate': unlessTeamIsClosed,
  'note.write': unlessTeamIsClosed,
  'channel.read': everyone,
  'channel.manage': administrators,
  'people.read': everyone,
  'people.manage': administrators,
  'team.manage': administrators,
  'team.lead': leadsOfTheTeam,
  'organisation.manage': administrators,
  'policy.manage': administrators,
  'rule.manage': leadsOfTheTeam,
  'skill.manage': leadsOfTheTeam,
  'report.team': leadsOfTheTeam,
  'token.manageOwn': administrators,
  'profile.editOwn': everyone,
  'demo.reset': administrators,
};

/**
 * Whether an agent may do something. Without a subject it answers whether there may be any subject at all: what a
 * menu needs to know, and what a guard may ask before the row is loaded, but not instead of asking again with it.
 */
export function can(agent: Permitted, action: Action, subject?: TeamSubject): boolean {
  return rules[action](agent, subject);
}
