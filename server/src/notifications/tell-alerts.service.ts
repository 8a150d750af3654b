import { Injectable } from '@nestjs/common';
import { noticeKinds } from '@visavis/shared/api/notices';
import { completeWays } from '@visavis/shared/notices/notice-settings';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { AlertDeliveriesRepository } from './alert-deliveries.repository.ts';
import { AlertsRepository } from './alerts.repository.ts';
import { ChannelAlertsRepository } from './channel-alerts.repository.ts';
import { noticeKindOf, type NewAlertNotice, type PlannedAlert } from './alerts.types.ts';

/** What no timer was set for, because a process died in between, is told this late at most. */
export const TELL_ALERTS_MS = 15_000;
/** A storm is over when nothing has come for so long; a single alert waits no longer than that. */
const CALM_MS = 1_000;
/** And however long it lasts, somebody hears of it. */
const LONGEST_MS = 20_000;

/**
 * Tells people and webhooks of clocks that warn or are late, and of channels in trouble. What comes together is one turn:
 * one message of each kind for everybody who is told, however many there are.
 */
@Injectable()
export class TellAlertsService {
  constructor(
    private readonly alerts: AlertsRepository,
    private readonly channels: ChannelAlertsRepository,
    private readonly deliveries: AlertDeliveriesRepository,
    private readonly uow: UnitOfWork,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Something has come: tells of it once it is calm. */
  async wake(): Promise<void> {
    const at = Math.ceil((this.clock.now().getTime() + CALM_MS) / CALM_MS) * CALM_MS;
    await this.jobs.add('tell-alerts', {}, { jobId: `tell-${at}`, delayMs: at - this.clock.now().getTime() });
  }

  /** Tells everything that is untold, unless more of it is just coming. */
  async tell(): Promise<void> {
    const now = this.clock.now();
    const untold = (await Promise.all([this.alerts.untold(), this.channels.untold(now)])).filter(
      (one) => one !== null,
    );
    if (untold.length === 0) return;
    // What was heard in the future was heard before the server's clock was set back: nobody waits until then.
    const isCalm = untold.every(({ latest }) => Math.abs(now.getTime() - latest.getTime()) >= CALM_MS);
    const isOverdue = untold.some(({ since }) => now.getTime() - since.getTime() >= LONGEST_MS);
    if (!isCalm && !isOverdue) return this.wake();
    const owesCalls = await this.uow.run((tx) => this.turn(tx, now));
    if (owesCalls) await this.jobs.add('send-alerts', {}, { jobId: `send-${now.getTime()}` });
  }

  /** @returns whether webhooks have to be called */
  private async turn(tx: Tx, now: Date): Promise<boolean> {
    const turnId = newId(now);
    if (!(await this.alerts.claim(tx, turnId))) return false;
    await this.channels.claim(tx, turnId, now);
    const ofClocks = await this.alerts.plan(tx, turnId, now);
    // A screen shows the newest only: what is most urgent comes last.
    const planned = [...ofClocks, ...(await this.channels.plan(tx, turnId))].toSorted(
      (one, other) => rank(other) - rank(one),
    );
    const notices = planned.flatMap((alert) => noticeOf(alert, now));
    if (notices.length > 0) {
      const { told, grown } = await this.alerts.tell(tx, notices, now);
      if (told.length > 0) tx.emit({ type: 'notice.changed', agentIds: told, hasNew: true });
      if (grown.length > 0) tx.emit({ type: 'notice.changed', agentIds: grown, hasNew: false });
    }
    const callsOfClocks = await this.alerts.calls(tx, turnId, now);
    const calls = [...callsOfClocks, ...(await this.channels.calls(tx, turnId))];
    if (calls.length > 0)
      await this.deliveries.owe(
        tx,
        calls.map((call) => ({ ...call, id: newId(now) })),
        now,
      );
    return calls.length > 0;
  }
}

const rank = ({ trigger }: PlannedAlert): number => noticeKinds.indexOf(noticeKindOf[trigger]);

/** What the rules say and the person wants; nothing when that is nothing. */
function noticeOf({ agentId, trigger, ruled, ways, ...about }: PlannedAlert, now: Date): NewAlertNotice[] {
  const kind = noticeKindOf[trigger];
  const wanted = completeWays(ways)[kind];
  const inApp = ruled.inApp && wanted.inApp;
  const browser = ruled.browser && wanted.browser;
  const mail = ruled.mail && wanted.mail;
  if (!inApp && !browser && !mail) return [];
  return [{ id: newId(now), agentId, kind, ...about, inApp, browser, mail }];
}
