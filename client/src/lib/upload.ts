import { ApiError } from './api-client.ts';

interface Fault {
  error?: { code?: string; message?: string; details?: Record<string, unknown> };
}

function answered<T>(request: XMLHttpRequest): T {
  let body: unknown = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // A proxy in between may answer in its own way.
  }
  if (request.status >= 200 && request.status < 300 && body !== null) return body as T;
  const { error } = (body ?? {}) as Fault;
  throw new ApiError({
    code: error?.code ?? (request.status === 413 ? 'payload-too-large' : 'internal'),
    status: request.status,
    message: error?.message,
    details: error?.details,
    requestId: request.getResponseHeader('x-request-id'),
  });
}

/**
 * Uploads a file as the multipart field `file` and tells how far it is (0 to 1): what `fetch` cannot tell.
 *
 * @throws ApiError as every call of the API
 */
export function uploadFile<T>(path: string, file: File, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    });
    request.addEventListener('load', () => {
      try {
        resolve(answered<T>(request));
      } catch (error) {
        reject(error instanceof Error ? error : new ApiError({ code: 'internal', status: 0 }));
      }
    });
    request.addEventListener('error', () => reject(new ApiError({ code: 'offline', status: 0 })));
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
