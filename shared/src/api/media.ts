/** An uploaded picture, ready to be attached; `POST /api/media` (multipart field `file`, and `alt`). */
export interface UploadedMedia {
  id: string;
  url: string;
  previewUrl: string;
  mimeType: string;
  bytes: number;
  width: number;
  height: number;
  alt: string;
}

export interface UpdateMediaRequest {
  alt: string;
}
