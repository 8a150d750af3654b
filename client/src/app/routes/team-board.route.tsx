import type { PersonRef } from '@visavis/shared/api/conversations';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { HandOverEverythingDialog } from '../../features/hand-over/HandOverEverythingDialog.tsx';
import { TeamBoardScreen } from '../../features/team-board/TeamBoardScreen.tsx';

const route = getRouteApi('/signed-in/teams');

/** The team page of leads, and the dialog that hands over everything somebody of it has. */
export function TeamBoardRoute() {
  const { team } = route.useSearch();
  const navigate = route.useNavigate();
  const [from, setFrom] = useState<PersonRef | null>(null);
  return (
    <>
      <TeamBoardScreen
        teamId={team}
        onTeam={(teamId) => void navigate({ search: { team: teamId } })}
        onHandOverAll={({ agent }) => setFrom(agent)}
      />
      {from && <HandOverEverythingDialog from={from} onClose={() => setFrom(null)} />}
    </>
  );
}
