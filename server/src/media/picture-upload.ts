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

/** The same with the square that is cut out of it, in shares of the picture. */
export const FACE_FORM = {
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'string', format: 'binary' },
    x: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'Left edge of the square, in widths of the picture.',
    },
    y: { type: 'number', minimum: 0, maximum: 1, description: 'Upper edge, in heights of the picture.' },
    size: {
      type: 'number',
      minimum: 0.01,
      maximum: 1,
      description: 'Side, in shorter sides of the picture.',
    },
  },
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
