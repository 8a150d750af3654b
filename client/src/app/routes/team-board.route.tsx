import { getRouteApi } from '@tanstack/react-router';
import { TeamBoardScreen } from '../../features/team-board/TeamBoardScreen.tsx';

const route = getRouteApi('/signed-in/teams');

/** The team page of leads. */
export function TeamBoardRoute() {
  const { team } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <TeamBoardScreen
      teamId={team}
      onTeam={(teamId) => void navigate({ search: { team: teamId } })}
      onHandOverAll={() => {}}
    />
  );
}
