export function LiveRoute() {
  return <main />;
}
