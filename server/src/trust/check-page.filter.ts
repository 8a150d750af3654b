import { Catch, type ArgumentsHost } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { DomainError } from '../platform/http/domain-error.ts';
import { ErrorFilter } from '../platform/http/error.filter.ts';
import { checkPageTexts } from './check-page.texts.ts';
import { isForPeople } from './public-page-limit.ts';

/** Customers in a browser read a sentence, not the error form: a page that looks broken looks like a fraud. */
@Catch()
export class CheckPageFilter extends ErrorFilter {
  protected override answer(refusal: DomainError, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (refusal.code !== 'unavailable' || !isForPeople(request)) return super.answer(refusal, host);
    const texts = checkPageTexts(request.acceptsLanguages('de', 'en') === 'de' ? 'de' : 'en');
    response.status(refusal.status).set('Retry-After', '60').type('text').send(texts.away);
  }
}
