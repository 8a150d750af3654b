import { can } from '@visavis/shared/permissions';
import { getRouteApi } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertsSection } from '../../features/alerts/AlertsSection.tsx';
import { ChannelsSection } from '../../features/channels/ChannelsSection.tsx';
import { NoticesSection } from '../../features/notices/components/NoticesSection.tsx';
import { CalendarsSection } from '../../features/settings/calendars/CalendarsSection.tsx';
import { OrganisationSection } from '../../features/settings/organisation/OrganisationSection.tsx';
import { RulesSection } from '../../features/rules/RulesSection.tsx';
import { PoliciesSection } from '../../features/rules/policies/PoliciesSection.tsx';
import { ProfileSection } from '../../features/settings/ProfileSection.tsx';
import { SessionsSection } from '../../features/settings/SessionsSection.tsx';
import { TokensSection } from '../../features/settings/TokensSection.tsx';
import { PeopleSection } from '../../features/team/PeopleSection.tsx';
import { ShiftsSection } from '../../features/team/ShiftsSection.tsx';
import { SkillsSection } from '../../features/team/SkillsSection.tsx';
import { TeamsSection } from '../../features/team/TeamsSection.tsx';
import { DisplaysSection } from '../../features/wall/DisplaysSection.tsx';
import { useMe } from '../../lib/directory.queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { NotFound } from '../faults.tsx';
import { settingsSectionOf, type SettingsSection } from './settings-sections.ts';

const route = getRouteApi('/signed-in/settings/$section');

const SECTIONS: Record<SettingsSection, ComponentType> = {
  profile: ProfileSection,
  notices: NoticesSection,
  sessions: SessionsSection,
  tokens: TokensSection,
  people: PeopleSection,
  teams: TeamsSection,
  skills: SkillsSection,
  shifts: ShiftsSection,
  rules: RulesSection,
  channels: ChannelsSection,
  calendars: CalendarsSection,
  policies: PoliciesSection,
  displays: DisplaysSection,
  alerts: AlertsSection,
  organisation: OrganisationSection,
};

/** One part of the settings. */
export function SettingsSectionRoute() {
  const { t } = useTranslation();
  const me = useMe();
  const found = settingsSectionOf(route.useParams().section);
  if (!found) return <NotFound />;
  const Section = SECTIONS[found.section];
  const mayLook = can({ role: me.role, teamIds: me.teams.map((team) => team.id) }, found.action);
  return (
    <Page title={t(`settings.sections.${found.section}`)}>
      {mayLook ? <Section /> : <EmptyState title={t('settings.forbidden')} />}
    </Page>
  );
}
