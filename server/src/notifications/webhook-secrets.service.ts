import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StartTasks } from '../platform/boot/start-tasks.ts';
import { SecretBox, SecretBoxError } from '../platform/crypto/secret-box.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Logger } from '../platform/logger.ts';
import { AlertWebhooksRepository } from './alert-webhooks.repository.ts';

const SECRET_BYTES = 32;

/** What signs the calls of webhooks: made here, kept sealed, each for its own row. */
@Injectable()
export class WebhookSecretsService implements OnModuleInit {
  constructor(
    private readonly webhooks: AlertWebhooksRepository,
    private readonly secretBox: SecretBox,
    private readonly uow: UnitOfWork,
    private readonly tasks: StartTasks,
    private readonly logger: Logger,
  ) {}

  /** Keys can only change with a start: once everything is sealed with the first one, the others may be removed. */
  onModuleInit(): void {
    this.tasks.add(() => this.resealAll());
  }

  /** @returns a new secret, to be shown once, and what is kept of it */
  make(webhookId: string): { secret: string; sealedSecret: string } {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    return { secret, sealedSecret: this.secretBox.seal(secret, contextOf(webhookId)) };
  }

  /** @throws SecretBoxError when the key is gone that sealed it */
  open({ id, sealedSecret }: { id: string; sealedSecret: string }): string {
    return this.secretBox.open(sealedSecret, contextOf(id));
  }

  /** Seals anew, with the first key, what another key has sealed. What no key opens stays as it is. */
  async resealAll(): Promise<void> {
    const old = (await this.webhooks.sealed()).filter((one) =>
      this.secretBox.needsResealing(one.sealedSecret),
    );
    for (const one of old) {
      const after = this.resealed(one);
      if (after === null) continue;
      await this.uow.run((tx) => this.webhooks.reseal(tx, one.id, { before: one.sealedSecret, after }));
    }
  }

  private resealed(webhook: { id: string; sealedSecret: string }): string | null {
    try {
      return this.secretBox.seal(this.open(webhook), contextOf(webhook.id));
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      this.logger.warn('The secret of a webhook cannot be opened; it needs a new one.', {
        webhookId: webhook.id,
      });
      return null;
    }
  }
}

function contextOf(webhookId: string): string {
  return `alert-webhook:${webhookId}`;
}
