import type { UploadedMedia } from '@visavis/shared/api/media';
import type { MediaDescription } from './media.types.ts';

export function presentUpload(media: MediaDescription): UploadedMedia {
  return {
    id: media.id,
    url: media.url ?? '',
    previewUrl: media.previewUrl ?? '',
    mimeType: media.mimeType ?? '',
    bytes: media.bytes ?? 0,
    width: media.width ?? 0,
    height: media.height ?? 0,
    alt: media.alt,
  };
}
