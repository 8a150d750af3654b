import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from './domain-error.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a string can be the id of a row of ours. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

/** An id in a path. Ids are opaque to callers, so one that cannot exist is not malformed but simply not found. */
@Injectable()
export class ParseIdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (!isId(value)) throw new DomainError('not-found');
    return value.toLowerCase();
  }
}
