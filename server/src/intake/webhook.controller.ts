import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, getSchemaPath } from '@nestjs/swagger';
import type { WebhookAnswer } from '@visavis/shared/api/hooks';
import type { Response } from 'express';
import type { HookRequest } from '../connectors/connector.ts';
import { AnswersWith } from '../platform/http/answers-with.ts';
import { Public, RawBody, type VisavisRequest } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { ReceiveHookService } from './receive-hook.service.ts';

const POST_SCHEMA = { $ref: getSchemaPath('WebhookPost') };

/** What networks call. The signature of the call is its only credential. */
@Controller('api/hooks')
@Public()
export class WebhookController {
  constructor(private readonly hooks: ReceiveHookService) {}

  /** Repeats the challenge with which a network checks that somebody is here. */
  @Get(':channelId')
  @AnswersWith('text/plain')
  async challenge(
    @Param('channelId', ParseIdPipe) channelId: string,
    @Req() request: VisavisRequest,
    @Res() response: Response,
  ): Promise<void> {
    const answer = await this.hooks.receive(channelId, hookRequest('GET', request, Buffer.alloc(0)));
    if (answer.kind !== 'challenge') throw new DomainError('malformed', {}, 'This is no challenge.');
    response.status(200).type(answer.contentType).send(answer.body);
  }

  /** At a webhook channel one post or a list of them; elsewhere what the network sends. */
  @Post(':channelId')
  @HttpCode(202)
  @ApiHeader({ name: 'X-Visavis-Signature', description: 'sha256=<hex HMAC-SHA256(secret, raw body)>' })
  @ApiBody({ schema: { anyOf: [POST_SCHEMA, { type: 'array', maxItems: 500, items: POST_SCHEMA }] } })
  async receive(
    @Param('channelId', ParseIdPipe) channelId: string,
    @Req() request: VisavisRequest,
    @RawBody() rawBody: Buffer,
  ): Promise<WebhookAnswer> {
    const answer = await this.hooks.receive(channelId, hookRequest('POST', request, rawBody));
    if (answer.kind === 'stored') return answer.answer;
    throw new DomainError('malformed', {}, 'A challenge is asked with GET.');
  }
}

function hookRequest(method: HookRequest['method'], request: VisavisRequest, rawBody: Buffer): HookRequest {
  return { method, headers: singles(request.headers), query: singles(request.query), rawBody };
}

/** Of what is given several times the first counts. */
function singles(values: Readonly<Record<string, unknown>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return [name, typeof first === 'string' ? first : undefined];
    }),
  );
}
