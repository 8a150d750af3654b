import type { Type, NestInterceptor } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { memoryStorage } from 'multer';
import { DomainError } from '../platform/http/domain-error.ts';
import { LARGEST_BYTES } from './picture.ts';

/** The form as OpenAPI describes it. */
export const PICTURE_FORM = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary' }, alt: { type: 'string' } },
};

/** One picture in the multipart field `file`, of at most 10 MB: more is answered with 413 while it still arrives. */
export function PictureUpload(): Type<NestInterceptor> {
  return FileInterceptor('file', {
    storage: memoryStorage(),
    limits: { fileSize: LARGEST_BYTES, files: 1, fields: 4, parts: 6, fieldSize: 16_384, headerPairs: 50 },
  });
}

/** @throws DomainError `malformed` when the request brought no file */
export function uploaded(file: Express.Multer.File | undefined): Buffer {
  if (file === undefined || file.buffer.length === 0) {
    throw new DomainError(
      'malformed',
      { fields: [{ field: 'file', message: 'is missing' }] },
      'Send the picture as multipart field "file".',
    );
  }
  return file.buffer;
}
