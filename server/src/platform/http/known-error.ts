import { HttpException } from '@nestjs/common';
import { errorStatus, type ErrorCode } from '@visavis/shared/errors';
import { DomainError } from './domain-error.ts';

/** What Express and its body parsers throw: an Error with a status. */
interface HttpLikeError {
  status: number;
  type?: string;
}

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  422: 'invalid',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** @returns null for what is our own fault */
export function asKnownError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error.message);
  if (!isHttpLike(error)) return null;
  // The parser takes a refusal of our own for a matter of permission.
  return ofStatus(error.type === 'entity.too.deep' ? 400 : error.status, sentenceOf(error));
}

function ofStatus(status: number, message: string): DomainError | null {
  if (status >= 500 && status !== 503) return null;
  const code = CODE_OF_STATUS[status] ?? (status < 500 ? 'malformed' : 'internal');
  return errorStatus[code] >= 500 && code !== 'unavailable' ? null : new DomainError(code, {}, message);
}

function isHttpLike(error: unknown): error is HttpLikeError {
  if (!(error instanceof Error)) return false;
  const { status } = error as Partial<HttpLikeError>;
  return typeof status === 'number' && status >= 400 && status < 500;
}

/** The parsers' own messages quote the body; ours do not. */
function sentenceOf({ status, type }: HttpLikeError): string {
  if (status === 413) return 'The body is larger than this address takes.';
  if (type === 'entity.too.deep') return 'The body nests too deep.';
  if (status === 415) return 'The body is in an encoding that is not taken here.';
  if (type === 'entity.parse.failed') return 'The body is not JSON.';
  return 'The request cannot be read.';
}
