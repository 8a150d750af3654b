import { can } from '@visavis/shared/permissions';
import { getRouteApi, lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Card, Page } from '../../ui/Page.tsx';
import { Skeleton, SkeletonBar } from '../../ui/Skeleton.tsx';
import { NotFound } from '../faults.tsx';
import { settingsSectionOf, type SettingsSection } from './settings-sections.ts';

const route = getRouteApi('/signed-in/settings/$section');

/** Each a part of its own, fetched when somebody goes there. */
const SECTIONS: Record<SettingsSection, ComponentType> = {
  profile: lazyRouteComponent(() => import('../../features/settings/ProfileSection.tsx'), 'ProfileSection'),
  notices: lazyRouteComponent(
    () => import('../../features/notices/components/NoticesSection.tsx'),
    'NoticesSection',
  ),
  sessions: lazyRouteComponent(
    () => import('../../features/settings/SessionsSection.tsx'),
    'SessionsSection',
  ),
  tokens: lazyRouteComponent(() => import('../../features/settings/TokensSection.tsx'), 'TokensSection'),
  people: lazyRouteComponent(() => import('../../features/team/PeopleSection.tsx'), 'PeopleSection'),
  teams: lazyRouteComponent(() => import('../../features/team/TeamsSection.tsx'), 'TeamsSection'),
  skills: lazyRouteComponent(() => import('../../features/team/SkillsSection.tsx'), 'SkillsSection'),
  shifts: lazyRouteComponent(() => import('../../features/team/ShiftsSection.tsx'), 'ShiftsSection'),
  rules: lazyRouteComponent(() => import('../../features/rules/RulesSection.tsx'), 'RulesSection'),
  channels: lazyRouteComponent(
    () => import('../../features/channels/ChannelsSection.tsx'),
    'ChannelsSection',
  ),
  calendars: lazyRouteComponent(
    () => import('../../features/settings/calendars/CalendarsSection.tsx'),
    'CalendarsSection',
  ),
  policies: lazyRouteComponent(
    () => import('../../features/rules/policies/PoliciesSection.tsx'),
    'PoliciesSection',
  ),
  displays: lazyRouteComponent(() => import('../../features/wall/DisplaysSection.tsx'), 'DisplaysSection'),
  alerts: lazyRouteComponent(() => import('../../features/alerts/AlertsSection.tsx'), 'AlertsSection'),
  organisation: lazyRouteComponent(
    () => import('../../features/settings/organisation/OrganisationSection.tsx'),
    'OrganisationSection',
  ),
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
      {mayLook ? (
        <Suspense fallback={<SectionSkeleton />}>
          <Section />
        </Suspense>
      ) : (
        <EmptyState title={t('settings.forbidden')} />
      )}
    </Page>
  );
}

function SectionSkeleton() {
  return (
    <Card>
      <Skeleton>
        <SkeletonBar width="100%" height={120} />
      </Skeleton>
    </Card>
  );
}
