import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppConfig } from '../platform/config/app-config.ts';
import { verifySha256Header } from '../platform/crypto/hmac.ts';
import { Public, RawBody } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { DemoReceiver } from './demo-receiver.service.ts';

/** Takes the replies of the demonstration's webhook channels, as a forum of the company would. Only in the demonstration. */
@Public()
@ApiExcludeController()
@Controller('api/hooks/demo')
export class DemoReceiverController {
  constructor(
    private readonly receiver: DemoReceiver,
    private readonly config: AppConfig,
  ) {}

  /** The same delivery is answered with the same id. */
  @Post(':place')
  @HttpCode(200)
  take(
    @Param('place') place: string,
    @Headers('x-visavis-signature') signature: string | undefined,
    @RawBody() body: Buffer,
  ): { externalId: string } {
    if (!this.config.demo) throw new DomainError('not-found');
    if (!verifySha256Header(this.receiver.secret, body, signature)) {
      throw new DomainError('signature-invalid', {}, 'The signature does not fit the body.');
    }
    const deliveryId = deliveryIdIn(body);
    if (deliveryId === null) throw new DomainError('malformed', {}, 'deliveryId is missing.');
    return { externalId: `${place}-${deliveryId}` };
  }
}

function deliveryIdIn(body: Buffer): string | null {
  try {
    const { deliveryId } = JSON.parse(body.toString('utf8')) as { deliveryId?: unknown };
    return typeof deliveryId === 'string' ? deliveryId : null;
  } catch {
    return null;
  }
}
