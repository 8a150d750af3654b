export function SettingsSectionRoute() {
  return <main />;
}
