import { Outlet } from '@tanstack/react-router';

export function SettingsRoute() {
  return <Outlet />;
}
