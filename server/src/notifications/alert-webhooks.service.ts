import { Injectable } from '@nestjs/common';
import type { AlertCallResult, CreatedAlertWebhook } from '@visavis/shared/api/alerts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { OutboundError } from '../platform/http/outbound-error.ts';
import { parseTarget } from '../platform/http/outbound-target.ts';
import { presentWebhook } from './alerts.presenter.ts';
import type { AlertWebhookRow } from './alerts.types.ts';
import { AlertWebhooksRepository } from './alert-webhooks.repository.ts';
import { CallWebhookService } from './call-webhook.service.ts';
import { WebhookSecretsService } from './webhook-secrets.service.ts';

/** More would be a mistake. */
const MOST_WEBHOOKS = 50;

/** The systems outside that alerts are sent to. Their secrets are ours: made here, shown once, kept sealed. */
@Injectable()
export class AlertWebhooksService {
  constructor(
    private readonly webhooks: AlertWebhooksRepository,
    private readonly caller: CallWebhookService,
    private readonly secrets: WebhookSecretsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  list(): Promise<AlertWebhookRow[]> {
    return this.webhooks.all();
  }

  /** @throws DomainError `not-found` */
  async get(id: string): Promise<AlertWebhookRow> {
    const row = await this.webhooks.find(id);
    if (row === null) throw noSuchWebhook();
    return row;
  }

  /** @throws DomainError `invalid` for an address that is none, `conflict` when there are too many */
  async create(given: { name: string; url: string }): Promise<CreatedAlertWebhook> {
    const id = newId(this.clock.now());
    const { secret, sealedSecret } = this.secrets.make(id);
    const url = acceptUrl(given.url);
    await this.uow.run(async (tx) => {
      if ((await this.webhooks.count(tx)) >= MOST_WEBHOOKS)
        throw new DomainError('conflict', { most: MOST_WEBHOOKS }, 'There are too many webhooks.');
      await this.webhooks.add(tx, { id, name: given.name, url, sealedSecret });
    });
    return { webhook: presentWebhook(await this.get(id), true), secret };
  }

  /** @throws DomainError `not-found`, `invalid` */
  async save(id: string, given: { name: string; url: string }): Promise<AlertWebhookRow> {
    const url = acceptUrl(given.url);
    if (!(await this.uow.run((tx) => this.webhooks.change(tx, id, { name: given.name, url }))))
      throw noSuchWebhook();
    return this.get(id);
  }

  /** From now on calls are signed with another secret. @throws DomainError `not-found` */
  async renewSecret(id: string): Promise<CreatedAlertWebhook> {
    const { secret, sealedSecret } = this.secrets.make(id);
    if (!(await this.uow.run((tx) => this.webhooks.setSecret(tx, id, sealedSecret)))) throw noSuchWebhook();
    return { webhook: presentWebhook(await this.get(id), true), secret };
  }

  /** @throws DomainError `not-found`, `conflict` while a rule uses it */
  async remove(id: string): Promise<void> {
    const outcome = await this.uow.run((tx) => this.webhooks.remove(tx, id));
    if (outcome === 'missing') throw noSuchWebhook();
    if (outcome === 'in-use') throw new DomainError('conflict', {}, 'A rule still uses this webhook.');
  }

  /** One signed call that says it is a test; what comes of it is the answer. @throws DomainError `not-found` */
  async test(id: string): Promise<AlertCallResult> {
    const row = await this.get(id);
    const sentAt = this.clock.now();
    const outcome = await this.caller.call(row, {
      deliveryId: newId(sentAt),
      event: 'test',
      at: sentAt.toISOString(),
      count: 0,
      url: `${this.config.publicUrl}/settings/alerts`,
      conversations: [],
      channels: [],
    });
    const now = this.clock.now();
    await this.uow.run((tx) => this.webhooks.note(tx, id, outcome, now));
    return { at: now.toISOString(), ok: outcome.fault === null, ...outcome };
  }
}

/** @throws DomainError `invalid`; whether it may be called is found out by calling */
function acceptUrl(given: string): string {
  try {
    const url = parseTarget(given);
    url.hash = '';
    return url.href;
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const message = 'must be an http or https address without user and password';
    throw new DomainError('invalid', { fields: [{ field: 'url', message }] }, `url ${message}.`);
  }
}

function noSuchWebhook(): DomainError {
  return new DomainError('not-found', {}, 'There is no such webhook.');
}
