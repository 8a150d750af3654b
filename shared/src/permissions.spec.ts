import { describe, expect, it, test } from '@jest/globals';
import { can, roles } from './permissions.ts';
import type { Action, Permitted, Role } from './permissions.ts';

const ownTeam = { teamId: 'mobile' };
const otherTeam = { teamId: 'fibre' };
const of = (role: Role, teamIds = ['mobile']): Permitted => ({ role, teamIds });

describe('can', () => {
  const onConversations: Action[] = [
    'conversation.read',
    'conversation.write',
    'conversation.reply',
    'conversation.moderate',
    'note.write',
  ];

  test.each(onConversations)('%s is for everybody while the team is not closed', (action) => {
    for (const role of roles) {
      expect(can(of(role), action)).toBe(true);
      expect(can(of(role), action, otherTeam)).toBe(true);
      expect(can(of(role), action, { ...otherTeam, teamClosed: false })).toBe(true);
    }
  });

  test.each(onConversations)(
    '%s in a closed team is for its members, its leads and administrators',
    (action) => {
      const closed = { ...otherTeam, teamClosed: true };
      expect(can(of('agent'), action, closed)).toBe(false);
      expect(can(of('lead'), action, closed)).toBe(false);
      expect(can(of('agent', ['fibre']), action, closed)).toBe(true);
      expect(can(of('lead', ['mobile', 'fibre']), action, closed)).toBe(true);
      expect(can(of('admin', []), action, closed)).toBe(true);
    },
  );

  test.each<Action>(['report.team', 'team.lead'])(
    '%s is for leads of that team and for administrators',
    (action) => {
      expect(can(of('agent'), action, ownTeam)).toBe(false);
      expect(can(of('lead'), action, ownTeam)).toBe(true);
      expect(can(of('lead'), action, otherTeam)).toBe(false);
      expect(can(of('admin', []), action, otherTeam)).toBe(true);
      expect(can(of('lead'), action)).toBe(true);
      expect(can(of('agent'), action)).toBe(false);
    },
  );

  test.each<Action>([
    'channel.manage',
    'people.manage',
    'team.manage',
    'organisation.manage',
    'policy.manage',
    'token.manageOwn',
    'demo.reset',
  ])('%s is for administrators alone', (action) => {
    expect(roles.filter((role) => can(of(role), action, ownTeam))).toEqual(['admin']);
  });

  test.each<Action>(['channel.read', 'people.read', 'profile.editOwn'])('%s is for everybody', (action) => {
    expect(roles.filter((role) => can(of(role), action))).toEqual([...roles]);
  });

  it('gives a lead without a team nothing of a closed team', () => {
    expect(can(of('lead', []), 'conversation.read', { ...ownTeam, teamClosed: true })).toBe(false);
  });
});
