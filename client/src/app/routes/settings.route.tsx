import { can } from '@visavis/shared/permissions';
import { Link, Outlet } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { SETTINGS_GROUPS } from './settings-sections.ts';
import styles from './settings.module.css';

/** On a phone the sections are one row that scrolls. */
function showInRow(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

/** The navigation of the settings beside the section that the address names. */
export function SettingsRoute() {
  const { t } = useTranslation();
  const me = useMe();
  const viewer = { role: me.role, teamIds: me.teams.map((team) => team.id) };
  return (
    <div className={styles.settings}>
      <nav className={styles.nav} aria-label={t('settings.title')}>
        {SETTINGS_GROUPS.map(({ group, sections }) => {
          const allowed = sections.filter(({ action }) => can(viewer, action));
          if (allowed.length === 0) return null;
          return (
            <Fragment key={group}>
              <h2>{t(`settings.groups.${group}`)}</h2>
              {allowed.map(({ section }) => (
                <Link
                  key={section}
                  to="/settings/$section"
                  params={{ section }}
                  activeProps={{ ref: showInRow }}
                >
                  {t(`settings.sections.${section}`)}
                </Link>
              ))}
            </Fragment>
          );
        })}
      </nav>
      <Outlet />
    </div>
  );
}
