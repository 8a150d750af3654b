import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { publicFace } from '@visavis/shared/agents/public-face';
import { signReply } from '@visavis/shared/replies/sign-reply';
import { addBusinessMinutes } from '@visavis/shared/sla/business-time';
import type { NoAnswerReason } from '@visavis/shared/sla/sla-clock';
import { checkCodeFromBytes } from '@visavis/shared/trust/check-code';
import { AppConfig } from '../platform/config/app-config.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { CalendarsService, type NamedHours } from '../sla/calendars.service.ts';
import { SlaPoliciesService } from '../sla/sla-policies.service.ts';
import type { StoredPolicy } from '../sla/sla-policies.types.ts';
import type { DemoChannels } from './demo-channels.service.ts';
import { historyContacts, pastConversations, type PastConversation } from './demo-history.ts';
import { DemoHistoryRepository, type HistoryRows } from './demo-history.repository.ts';
import { demoOrganisation, type DemoTeamKey } from './demo-people.ts';
import type { DemoTeam } from './demo-team.service.ts';

/** Why questions of every day stay without an answer: most of them were asked twice. */
const WHY: readonly NoAnswerReason[] = ['duplicate', 'informationOnly', 'duplicate', 'other', 'duplicate'];

type Terms = Pick<StoredPolicy, 'id' | 'name' | 'targets'>;

interface Told {
  team: DemoTeam;
  channels: DemoChannels;
  hoursOf: (team: DemoTeamKey) => NamedHours;
  termsOf: (one: PastConversation) => Terms;
}

/** Weeks of everyday work before the stories, so that reports and plans have something to count. */
@Injectable()
export class DemoHistoryService {
  constructor(
    private readonly repository: DemoHistoryRepository,
    private readonly calendars: CalendarsService,
    private readonly policies: SlaPoliciesService,
    private readonly config: AppConfig,
    private readonly jobs: JobQueue,
    private readonly uow: UnitOfWork,
  ) {}

  /** After policies and calendars, by which its clocks ran. */
  async recall(team: DemoTeam, channels: DemoChannels, now: Date): Promise<void> {
    await this.uow.run(async (tx) => {
      const places = Object.values(team.teams).map((teamId) => ({ teamId, channelId: channels.forum.id }));
      const calendars = await this.calendars.ofConversations(tx, places);
      const policies = await this.policies.inOrder(tx);
      const fallback = policies.at(-1);
      if (fallback === undefined) return;
      const named = (name: string): Terms => policies.find((one) => one.name === name) ?? fallback;
      const hoursOf = (key: DemoTeamKey) =>
        calendars({ teamId: team.teams[key], channelId: channels.forum.id });
      const past = pastConversations(now, demoOrganisation.timeZone, (key) => hoursOf(key).hours);
      const termsOf = (one: PastConversation) =>
        one.place === 'reviews'
          ? named('Bewertung')
          : one.team === 'billing'
            ? named('Rechnung und Vertrag')
            : fallback;
      await this.repository.insert(tx, this.rowsOf(past, { team, channels, hoursOf, termsOf }, now));
    });
    // Sums are built in a while anyway; whoever opens the reports first should find some.
    await this.jobs.add('keep-reports', {});
  }

  private rowsOf(past: readonly PastConversation[], told: Told, now: Date): HistoryRows {
    const contacts = historyContacts.map((name, number) => ({
      id: newId(),
      identityId: newId(),
      scope: told.channels.forum.id,
      externalId: `history-${number}`,
      name,
      at: now,
    }));
    const rows: HistoryRows = { contacts, conversations: [], messages: [], clocks: [] };
    for (const one of past) this.addConversation(rows, one, told);
    return rows;
  }

  private addConversation(rows: HistoryRows, one: PastConversation, told: Told): void {
    const { team, turns, language, closedAt } = one;
    const id = newId();
    const channelId = told.channels[one.place].id;
    const contact = rows.contacts[one.contact];
    const last = turns.at(-1);
    const answers = turns.flatMap(({ answer }) => (answer === null ? [] : [answer]));
    const lastAnswer = answers.at(-1);
    if (contact === undefined || last === undefined) return;
    rows.conversations.push({
      id,
      channel_id: channelId,
      team_id: told.team.teams[team],
      contact_id: contact.id,
      root: `history-${one.number}`,
      kind: one.place === 'reviews' ? 'review' : 'comment',
      language,
      tags: one.tags,
      excerpt: last.text,
      sequence: turns.length + answers.length,
      asked_at: last.askedAt,
      last_at: lastAnswer !== undefined && lastAnswer.at > last.askedAt ? lastAnswer.at : last.askedAt,
      closed_at: closedAt,
      begun_at: turns[0]?.askedAt,
      replies: answers.length,
      helper_id: lastAnswer === undefined ? null : told.team.agents[lastAnswer.agent].id,
    });
    let sequence = 0;
    turns.forEach((turn, index) => {
      const place = { conversation_id: id, channel_id: channelId, language };
      rows.messages.push({
        ...place,
        id: newId(),
        type: 'inbound',
        sequence: (sequence += 1),
        identity_id: contact.identityId,
        text: turn.text,
        at: turn.askedAt,
      });
      const reply = turn.answer === null ? null : { ...place, ...this.replyOf(turn.answer, language, told) };
      if (reply !== null) rows.messages.push({ ...reply, sequence: (sequence += 1) });
      rows.clocks.push(clockOf({ id, one, index, replyId: reply?.id ?? null }, told));
    });
  }

  private replyOf(
    answer: NonNullable<PastConversation['turns'][number]['answer']>,
    locale: 'de' | 'en',
    { team }: Told,
  ) {
    const agent = team.agents[answer.agent];
    const { id: agentId, forms, ...person } = agent;
    const { name, mark, faceVersion, form } = publicFace(person, forms.replies);
    const author = {
      agentId,
      publicName: name,
      mark,
      faceVersion,
      teamName: person.teamNames[0] ?? null,
      form,
    };
    const code = checkCodeFromBytes(randomBytes(9));
    const signed = signReply({
      text: answer.text,
      visibility: 'public',
      agent: author,
      locale,
      checkUrl: `${this.config.publicUrl}/c/${code}`,
      form: 'full',
    });
    return { id: newId(), type: 'reply', agent_id: agentId, author, code, ...signed, at: answer.at };
  }
}

function clockOf(
  given: { id: string; one: PastConversation; index: number; replyId: string | null },
  { team, hoursOf, termsOf }: Told,
): object {
  const { id, one, index, replyId } = given;
  const turn = one.turns[index];
  const metric = index === 0 ? 'firstResponse' : 'nextResponse';
  const terms = termsOf(one);
  const target = terms.targets[metric] ?? 60;
  const { name, hours } = hoursOf(one.team);
  const startedAt = turn?.askedAt ?? one.closedAt;
  const decider = one.team === 'english' ? 'priya' : 'sabine';
  return {
    id: newId(),
    conversation_id: id,
    metric,
    turn: 1,
    policy_id: terms.id,
    policy_name: terms.name,
    calendar_name: name,
    hours,
    target,
    started_at: startedAt,
    deadline_at: addBusinessMinutes(hours, startedAt, target),
    met_at: turn?.answer?.at ?? null,
    met_by: replyId,
    cancelled_at: turn?.answer === null ? one.closedAt : null,
    cancelled_by: turn?.answer === null ? team.agents[decider].id : null,
    no_answer_reason: turn?.answer === null ? (WHY[one.number % WHY.length] ?? null) : null,
  };
}
