import { getRouteApi } from '@tanstack/react-router';
import { LiveScreen } from '../../features/sla-dashboard/LiveScreen.tsx';

const route = getRouteApi('/signed-in/live');

/** The live page of leads; which team is in the address. */
export function LiveRoute() {
  const { team } = route.useSearch();
  const navigate = route.useNavigate();
  return <LiveScreen teamId={team} onTeam={(teamId) => void navigate({ search: { team: teamId } })} />;
}
