import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { refusal } from '../../test/api-handlers.ts';
import { api, ApiError, whenSignedOut } from './api-client.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('the API client', () => {
  it('leaves unset values out of the address', async () => {
    server.use(http.get('*/api/things', ({ request }) => HttpResponse.json(new URL(request.url).search)));
    await expect(
      api.get('/api/things', { query: { q: 'a b', cursor: null, team: undefined, empty: '' } }),
    ).resolves.toBe('?q=a+b');
  });

  it('turns an error of the API into its code, details and request id', async () => {
    server.use(http.post('*/api/things', () => refusal(409, 'already-claimed', { agent: { name: 'Jana' } })));
    const error = await api.post('/api/things', {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      code: 'already-claimed',
      status: 409,
      details: { agent: { name: 'Jana' } },
      requestId: 'req-1',
    });
  });

  it('says "offline" when no answer comes', async () => {
    server.use(http.get('*/api/things', () => HttpResponse.error()));
    await expect(api.get('/api/things')).rejects.toMatchObject({ code: 'offline', status: 0 });
  });

  it('says "unavailable" when something in between answers for the server', async () => {
    server.use(http.get('*/api/things', () => new HttpResponse('<h1>Bad gateway</h1>', { status: 502 })));
    await expect(api.get('/api/things')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('tells the application when the session is gone, and not when a password was wrong', async () => {
    const signedOut = jest.fn();
    whenSignedOut(signedOut);
    server.use(http.post('*/api/session', () => refusal(401, 'invalid-credentials')));
    await expect(api.post('/api/session', {})).rejects.toMatchObject({ code: 'invalid-credentials' });
    expect(signedOut).not.toHaveBeenCalled();
    server.use(http.get('*/api/me', () => refusal(401, 'unauthenticated')));
    await expect(api.get('/api/me')).rejects.toMatchObject({ status: 401 });
    expect(signedOut).toHaveBeenCalledTimes(1);
  });

  it('takes an empty answer as nothing', async () => {
    server.use(http.delete('*/api/session', () => new HttpResponse(null, { status: 204 })));
    await expect(api.delete('/api/session')).resolves.toBeUndefined();
  });
});
