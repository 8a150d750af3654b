import { Injectable } from '@nestjs/common';
import type { AlertCall, AlertTrigger } from '@visavis/shared/api/alerts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Logger } from '../platform/logger.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { AlertDeliveriesRepository } from './alert-deliveries.repository.ts';
import { AlertWebhooksRepository } from './alert-webhooks.repository.ts';
import type { ClaimedCall } from './alerts.types.ts';
import { CallWebhookService } from './call-webhook.service.ts';

/** What no timer was set for is called this late at most. */
export const SEND_ALERTS_MS = 15_000;
const CALLS_AT_ONCE = 20;
const SECOND_MS = 1_000;
const EVENT_OF: Readonly<Record<AlertTrigger, AlertCall['event']>> = {
  warning: 'sla.warning',
  breach: 'sla.breached',
  channelDown: 'channel.down',
};
/** After the first, second … attempt that failed; after the last of them it is given up. */
const WAITS_MS = [30, 120, 600, 3_600, 10_800].map((seconds) => seconds * SECOND_MS);

/** Calls webhooks that are owed a call: claimed first, called outside of any transaction, then noted. */
@Injectable()
export class SendAlertsService {
  constructor(
    private readonly deliveries: AlertDeliveriesRepository,
    private readonly webhooks: AlertWebhooksRepository,
    private readonly caller: CallWebhookService,
    private readonly uow: UnitOfWork,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly logger: Logger,
  ) {}

  /** Everything that is due; safe in several processes at once. */
  async sendDue(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const calls = await this.uow.run((tx) => this.deliveries.claim(tx, this.clock.now(), CALLS_AT_ONCE));
      await Promise.all(calls.map((call) => this.send(call, signal)));
      if (calls.length < CALLS_AT_ONCE || signal?.aborted === true) break;
    }
    await this.wakeForNext();
  }

  private async send(claimed: ClaimedCall, signal?: AbortSignal): Promise<void> {
    const { webhookId: id, url, sealedSecret, attempts } = claimed;
    const outcome = await this.caller.call({ id, url, sealedSecret }, this.callOf(claimed), signal);
    const now = this.clock.now();
    // What is cut off by our own stop comes again after its lease, as if it had never been reported.
    if (signal?.aborted === true && outcome.fault !== null) return;
    const waitMs = WAITS_MS[attempts - 1];
    const again = outcome.fault === null || waitMs === undefined ? null : new Date(now.getTime() + waitMs);
    if (outcome.fault !== null)
      this.logger.rarely('A webhook did not take an alert.', { webhookId: id, ...outcome, attempts });
    await this.uow.run(async (tx) => {
      await this.deliveries.record(tx, claimed, { ...outcome, again }, now);
      await this.webhooks.note(tx, id, outcome, now);
    });
  }

  private callOf({ id, trigger, count, conversations, channels, createdAt }: ClaimedCall): AlertCall {
    const { publicUrl } = this.config;
    const linked = conversations.map((one) => ({
      ...one,
      startedAt: new Date(one.startedAt).toISOString(),
      deadlineAt: new Date(one.deadlineAt).toISOString(),
      url: `${publicUrl}/inbox/all?c=${one.id}`,
    }));
    const [first] = linked;
    return {
      deliveryId: id,
      event: EVENT_OF[trigger],
      at: createdAt.toISOString(),
      count,
      url:
        trigger === 'channelDown'
          ? `${publicUrl}/settings/channels`
          : count === 1 && first !== undefined
            ? first.url
            : `${publicUrl}/inbox/due`,
      conversations: linked,
      channels: channels.map((one) => ({ ...one, since: new Date(one.since).toISOString() })),
    };
  }

  private async wakeForNext(): Promise<void> {
    const at = await this.deliveries.nextDueAt();
    if (at === null) return;
    const delayMs = at.getTime() - this.clock.now().getTime();
    await this.jobs.add('send-alerts', {}, { jobId: `send-${at.getTime()}`, delayMs });
  }
}
