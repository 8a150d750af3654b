import { Injectable } from '@nestjs/common';
import type { ReportAnswer } from '@visavis/shared/api/figures';
import type { Locale } from '@visavis/shared/api/session';
import { can } from '@visavis/shared/permissions';
import { metric, type MetricId } from '@visavis/shared/reports/metrics';
import { nextMailing } from '@visavis/shared/reports/next-mailing';
import { searchOf } from '@visavis/shared/reports/report-search';
import { isWithheld, reportWords } from '@visavis/shared/reports/report-words';
import { AgentsService } from '../agents/agents.service.ts';
import { MailService } from '../organisation/mail.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { Logger } from '../platform/logger.ts';
import { MailError } from '../platform/mail/mail-error.ts';
import { FiguresService } from './figures.service.ts';
import { reportCsv } from './report-csv.ts';
import { SavedReportsRepository, type SavedReportRow } from './saved-reports.repository.ts';

const AT_ONCE = 100;
const AGAIN_MS = 3_600_000;
const TOLD: readonly MetricId[] = [
  'conversations',
  'messages',
  'answeredShare',
  'serviceLevel',
  'answersKept',
  'answersDue',
];

const words = {
  de: {
    from: 'Zahlen vom',
    to: 'bis',
    nothing: 'keine',
    more: 'Die ganze Tabelle liegt bei und steht unter',
  },
  en: {
    from: 'Figures from',
    to: 'to',
    nothing: 'none',
    more: 'The whole table is attached and stands at',
  },
} as const;

/** Mails saved reports to whoever saved them, with what that person may see on that day. */
@Injectable()
export class SendReportsService {
  constructor(
    private readonly repository: SavedReportsRepository,
    private readonly figures: FiguresService,
    private readonly agents: AgentsService,
    private readonly organisation: OrganisationService,
    private readonly mails: MailService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly logger: Logger,
  ) {}

  /** Those that are due; nothing while no mail server is set up: they stay due. */
  async sendDue(signal?: AbortSignal): Promise<void> {
    const organisation = await this.organisation.find();
    if (organisation === null || (await this.mails.settings()).host === null) return;
    for (const row of await this.repository.due(this.clock.now(), AT_ONCE)) {
      if (signal?.aborted === true) return;
      await this.sendOne(row, organisation.timeZone);
    }
  }

  private async sendOne(row: SavedReportRow, timeZone: string): Promise<void> {
    if (row.every === null) return;
    const nextAt = nextMailing(this.clock.now(), row.every, timeZone);
    if (!(await this.uow.run((tx) => this.repository.claim(tx, row, nextAt)))) return;
    const owner = await this.agents.get(row.ownerId);
    const reader = { agentId: owner.id, role: owner.role, teamIds: owner.teams.map(({ id }) => id) };
    const { teamId } = row.query;
    const mayRead = can(reader, 'report.team', teamId === undefined ? undefined : { teamId });
    // Whoever no longer leads, or is no longer here, gets no figures.
    if (owner.deactivatedAt !== null || !mayRead) return;
    try {
      const report = await this.figures.read(reader, row.query);
      const answer = await this.mails.send({ to: owner.email, ...this.letter(row, report, owner.locale) });
      if (answer === 'sent') await this.note(row, { sentAt: this.clock.now(), failedAt: null });
      else await this.putBack(row, nextAt);
    } catch (error) {
      if (!(error instanceof MailError || error instanceof DomainError)) throw error;
      const why = error instanceof MailError ? error.kind : error.code;
      this.logger.rarely('A saved report did not leave.', { why });
      await this.note(row, { failedAt: this.clock.now() });
      if (error instanceof MailError && !error.isLasting && !error.mayHaveArrived)
        await this.putBack(row, nextAt);
    }
  }

  /** What cannot have arrived is tried again, well before the next one. */
  private putBack(row: SavedReportRow, claimed: Date): Promise<void> {
    const at = new Date(Math.min(claimed.getTime(), this.clock.now().getTime() + AGAIN_MS));
    return this.uow.run((tx) => this.repository.putBack(tx, row.id, { claimed, at }));
  }

  private note(row: SavedReportRow, outcome: { sentAt?: Date; failedAt: Date | null }): Promise<void> {
    return this.uow.run((tx) => this.repository.note(tx, row.id, outcome));
  }

  private letter(row: SavedReportRow, report: ReportAnswer, locale: Locale) {
    const told = words[locale];
    const [from, to] = [dayOf(report.from, locale), dayOf(report.to, locale)];
    const address = new URL('/reports', this.config.publicUrl);
    address.search = new URLSearchParams(Object.entries(searchOf(row.query))).toString();
    const lines = TOLD.map((id) => `${metric(id).words[locale].name}: ${valueOf(report, id, locale)}`);
    return {
      subject: `${row.name}: ${from} – ${to}`,
      text: [
        `${told.from} ${from} ${told.to} ${to}`,
        '',
        ...lines,
        '',
        `${told.more} ${address.href}`,
        '',
      ].join('\n'),
      attachments: [
        {
          filename: `visavis-${report.from}-${report.to}.csv`,
          contentType: 'text/csv; charset=utf-8',
          content: reportCsv(report, locale),
        },
      ],
    };
  }
}

function dayOf(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(day));
}

function valueOf(report: ReportAnswer, id: MetricId, locale: Locale): string {
  const value = report.total.values[id] ?? null;
  if (value === null)
    return isWithheld(report.total, id) ? reportWords[locale].tooSmall : words[locale].nothing;
  const style = metric(id).unit === 'share' ? ({ style: 'percent', maximumFractionDigits: 1 } as const) : {};
  return new Intl.NumberFormat(locale === 'de' ? 'de-DE' : 'en-GB', style).format(value);
}
