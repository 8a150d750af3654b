import { Injectable } from '@nestjs/common';
import { publicFace } from '@visavis/shared/agents/public-face';
import type { LiveReport } from '@visavis/shared/api/reports';
import type { WallReport } from '@visavis/shared/api/wall';
import { publicFacePath } from '../agents/face-path.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { DisplaysRepository, type DisplayRow, type WallPersonRow } from './displays.repository.ts';
import { LiveReportService } from './live-report.service.ts';

const MOST_DUE = 4;
const MOST_PEOPLE = 12;

/** What a screen on a wall shows: figures, and people only as far as they agreed to be seen by anybody. */
@Injectable()
export class WallService {
  constructor(
    private readonly repository: DisplaysRepository,
    private readonly live: LiveReportService,
    private readonly organisation: OrganisationService,
  ) {}

  async read(display: Pick<DisplayRow, 'teamId' | 'teamName'>): Promise<WallReport> {
    const { teamId } = display;
    const [report, people, organisation] = await Promise.all([
      // Conversations of a closed team are for its members: only its own wall names them.
      this.live.ofTeams(teamId === null ? null : [teamId], { withoutClosed: teamId === null }),
      this.repository.people(teamId),
      this.organisation.get(),
    ]);
    const present = people.filter(isHere);
    const { yesterday: _yesterday, byHour: _byHour, promised: _promised, ...today } = report.today;
    return {
      at: report.at,
      organisation: organisation.name,
      locale: organisation.locale,
      timeZone: organisation.timeZone,
      teamName: display.teamName,
      today,
      openCount: openOf(report, () => true),
      newCount: openOf(report, (state) => state === 'new'),
      overCount: report.overTargetCount,
      soonCount: report.soonCount,
      waitingCount: report.waitingCount,
      dueNext: report.dueNext.slice(0, MOST_DUE).map((row) => presentDue(row, people)),
      quarterCount: report.quarterCount,
      people: present.flatMap(presentPerson).slice(0, MOST_PEOPLE),
      presentCount: present.length,
      peopleCount: people.length,
      rushCount: report.rush?.lastHour ?? null,
      troubles: report.troubles.map(({ channel, state, since }) => ({ channel, state, since })),
    };
  }
}

const isHere = ({ availability }: WallPersonRow): boolean =>
  availability === 'available' || availability === 'busy';

const openOf = ({ backlog }: LiveReport, isOne: (state: string) => boolean): number =>
  backlog.byState.reduce((sum, { state, counts }) => sum + (isOne(state) ? (counts.at(-1) ?? 0) : 0), 0);

/** `Ronny K.`: whoever passes the wall need not know who wrote to us. */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/u);
  const initial = words.length > 1 ? [...(words.at(-1) ?? '')][0] : undefined;
  return initial === undefined ? name.trim() : `${words[0]} ${initial.toUpperCase()}.`;
}

function presentDue(
  row: LiveReport['dueNext'][number],
  people: readonly WallPersonRow[],
): WallReport['dueNext'][number] {
  const { conversationId, contactName, teamName, channel, dueAt, startedAt, work, assignee } = row;
  const shown = people.filter(({ id }) => id === assignee?.id).flatMap(presentPerson)[0];
  return {
    id: conversationId,
    contactName: shortName(contactName),
    teamName,
    channel,
    dueAt,
    startedAt,
    ...(work && { work }),
    person: assignee === null ? null : { faceUrl: shown?.faceUrl ?? null },
  };
}

/** Nobody who did not agree to the team page, or who is shielded there. */
function presentPerson(person: WallPersonRow): WallReport['people'] {
  const { id, form, availability } = person;
  if (form === null || form === 'shielded') return [];
  const { name, mark, faceVersion } = publicFace(person, form);
  return [
    {
      id,
      name: name?.split(' ')[0] ?? mark,
      faceUrl: publicFacePath('teamPage', { agentId: id, version: faceVersion, size: 256 }),
      state: availability === 'busy' ? 'busy' : 'available',
    },
  ];
}
