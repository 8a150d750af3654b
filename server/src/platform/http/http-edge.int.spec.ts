import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, ValidateNested } from 'class-validator';
import { listRoutes } from '../../../test/list-routes.ts';
import { routeAccess } from '../../../test/route-access.ts';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { RawBody, Requires } from './decorators.ts';
import { DomainError } from './domain-error.ts';
import { decodeCursor, encodeCursor } from './keyset-cursor.ts';
import { ParseIdPipe } from './parse-id.pipe.ts';

/** The addresses of everything that is read from the server, with something in the place of each parameter. */
const readRoutes = Object.keys(routeAccess)
  .filter((route) => route.startsWith('GET '))
  .map((route) => route.slice(4).replaceAll(/:\w+/g, '1'));

class CupDto {
  @IsString() name: string;
}

class TeaDto {
  @IsInt() strength: number;
  @IsArray() @ValidateNested({ each: true }) @Type(() => CupDto) cups: CupDto[];
}

@Controller('api/tea')
class TeaController {
  @Get('refused') refused(): never {
    throw new DomainError('too-long', { length: 300, limit: 280 }, 'The text is too long.');
  }

  @Get('later') later(): never {
    throw new DomainError('too-many-requests', { retryAfterSeconds: 1.2 });
  }

  @Get('broken') broken(): never {
    throw new TypeError('nobody foresaw this');
  }

  @Get('away') away(): never {
    throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
  }

  @Get('page') page(@Query('cursor') cursor?: string): object {
    return { key: decodeCursor(cursor, 2) };
  }

  @Get('cup/:id') cup(@Param('id', ParseIdPipe) id: string): object {
    return { id };
  }

  @Post() @Requires('policy.manage') brew(@Body() tea: TeaDto): object {
    return { tea };
  }
}

@Controller('api/hooks')
class HooksController {
  @Post(':id') take(@RawBody() raw: Buffer): object {
    return { bytes: raw.length, hex: raw.subarray(0, 8).toString('hex') };
  }
}

@Controller('c')
class CheckController {
  @Post() check(@Body() body: { text?: string }): object {
    return { text: body.text ?? null };
  }
}

describe('the HTTP edge', () => {
  let test: TestApp;
  let clientDir: string;

  beforeAll(async () => {
    clientDir = mkdtempSync(join(tmpdir(), 'visavis-client-'));
    mkdirSync(join(clientDir, 'assets'));
    writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>Inbox</title>');
    writeFileSync(join(clientDir, 'assets/app-1a2b.js'), 'export {}');
    test = await createTestApp({
      modules: [],
      controllers: [TeaController, HooksController, CheckController],
      settings: { clientDir, logLevel: 'silent' },
    });
  });
  afterAll(async () => {
    await test.close();
    rmSync(clientDir, { recursive: true, force: true });
  });

  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(test.url + path, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? (JSON.parse(text) as Record<string, never>) : null,
    };
  };
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    call(path, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', Origin: test.url, ...headers },
    });
  const codeOf = async (answer: ReturnType<typeof call>) => {
    const { status, json } = await answer;
    return [status, (json?.error as { code?: string } | undefined)?.code];
  };

  describe('errors', () => {
    it('have one form, with the status of their code', async () => {
      expect(await call('/api/tea/refused')).toMatchObject({
        status: 422,
        json: {
          error: { code: 'too-long', message: 'The text is too long.', details: { length: 300, limit: 280 } },
        },
      });
    });

    it('have a sentence for people also where nobody wrote one', async () => {
      const { json } = await call('/api/tea/later');
      expect(json?.error).toMatchObject({ message: expect.stringMatching(/^[A-Z].*\.$/) });
    });

    it('say when to come back', async () => {
      const { status, headers } = await call('/api/tea/later');
      expect([status, headers.get('retry-after')]).toEqual([429, '2']);
    });

    it('of our own tell nothing but the request', async () => {
      const { status, json, text, headers } = await call('/api/tea/broken', {
        headers: { 'X-Request-Id': 'from-the-proxy' },
      });
      expect(status).toBe(500);
      expect(json).toMatchObject({ error: { code: 'internal', details: { requestId: 'from-the-proxy' } } });
      expect(headers.get('x-request-id')).toBe('from-the-proxy');
      expect(text).not.toContain('foresaw');
    });

    it('of a database that is away say when to come back', async () => {
      expect(await codeOf(call('/api/tea/away'))).toEqual([503, 'unavailable']);
      expect((await call('/api/tea/away')).headers.get('retry-after')).toBe('2');
    });

    it.each([
      ['GET', '/api/nothing', 404, 'not-found'],
      ['GET', '/api/tea/cup/1', 404, 'not-found'],
      ['GET', "/api/tea/cup/'; DROP TABLE tea", 404, 'not-found'],
      ['GET', '/api/tea/cup/%E0%A4%A', 400, 'malformed'],
      ['GET', '/c/../api/nothing', 404, 'not-found'],
      ['GET', '/assets/gone-3c4d.js', 404, 'not-found'],
      ['GET', '/api/tea/page?cursor=nonsense', 400, 'malformed'],
      ['GET', `/api/tea/page?cursor=${encodeCursor([1])}`, 400, 'malformed'],
      ['GET', `/api/tea/page?cursor=${encodeCursor([1, '\0'])}`, 400, 'malformed'],
      ['GET', '/api/tea/page?cursor=a&cursor=b', 400, 'malformed'],
      ['POST', '/api/tea/page', 404, 'not-found'],
    ])('%s %s is %i %s', async (method, path, status, code) => {
      expect(await codeOf(call(path, { method, headers: { Origin: test.url } }))).toEqual([status, code]);
    });
  });

  describe('bodies', () => {
    it('are checked field by field, unknown fields being dropped', async () => {
      const good = await post(
        '/api/tea',
        JSON.stringify({ strength: 3, cups: [{ name: 'a', saucer: true }], milk: true }),
      );
      expect(good.json).toEqual({ tea: { strength: 3, cups: [{ name: 'a' }] } });
      const bad = await post(
        '/api/tea',
        JSON.stringify({ strength: 'very', cups: [{ name: 'a' }, { name: 7 }] }),
      );
      expect(bad.status).toBe(400);
      expect(bad.json).toMatchObject({
        error: { code: 'malformed', details: { fields: [{ field: 'strength' }, { field: 'cups.1.name' }] } },
      });
    });

    it.each([
      ['no JSON', '{"strength":'],
      ['no object', '[1,2]'],
      ['a number', '7'],
      ['null', 'null'],
      ['nothing', ''],
      ['a prototype', '{"__proto__":{"strength":1}}'],
      ['depth', '['.repeat(50_000) + ']'.repeat(50_000)],
    ])('with %s are malformed', async (_name, body) => {
      expect(await codeOf(post('/api/tea', body))).toEqual([400, 'malformed']);
    });

    it('never quote in an error what was sent', async () => {
      expect((await post('/api/tea', '{"iban": DE00secret')).text).not.toContain('secret');
    });

    it('over a megabyte are too large', async () => {
      expect(await codeOf(post('/api/tea', JSON.stringify({ text: 'x'.repeat(1_100_000) })))).toEqual([
        413,
        'payload-too-large',
      ]);
    });

    it.each(['text/plain', 'application/xml', 'nonsense'])('of type %s are not taken', async (type) => {
      expect(await codeOf(post('/api/tea', '{"strength":1,"cups":[]}', { 'Content-Type': type }))).toEqual([
        415,
        'unsupported-media-type',
      ]);
    });

    it('may be missing, whatever type is claimed', async () => {
      const answer = await post('/api/tea', '', { 'Content-Type': 'text/plain' });
      expect(answer.status).toBe(400);
    });

    it('in a strange encoding are not taken', async () => {
      expect(await codeOf(post('/api/tea', '{}', { 'Content-Encoding': 'compress' }))).toEqual([
        415,
        'unsupported-media-type',
      ]);
    });

    it('of a hook arrive byte by byte, whatever type they claim, up to five megabytes', async () => {
      const raw = new Uint8Array([0x7b, 0xff, 0x00, 0x22]);
      expect((await post('/api/hooks/1', raw)).json).toEqual({ bytes: 4, hex: '7bff0022' });
      expect((await post('/api/hooks/1', raw, { 'Content-Type': 'x-odd/thing' })).json).toMatchObject({
        bytes: 4,
      });
      expect((await post('/api/hooks/1', 'x'.repeat(5_000_000))).json).toMatchObject({ bytes: 5_000_000 });
      expect(await codeOf(post('/api/hooks/1', 'x'.repeat(5_300_000)))).toEqual([413, 'payload-too-large']);
    });

    it('may be a form on the check page', async () => {
      const answer = await post('/c', 'text=is+this+you', {
        'Content-Type': 'application/x-www-form-urlencoded',
      });
      expect(answer.json).toEqual({ text: 'is this you' });
    });
  });

  describe('unsafe requests', () => {
    it.each([
      ['of another page', '/api/tea', { Origin: 'https://evil.example' }, 403],
      ['of a page that hides its origin', '/api/tea', { Origin: 'null' }, 403],
      ['without an origin', '/api/tea', { Origin: '' }, 403],
      ['with an API token', '/api/tea', { Origin: '', Authorization: 'Bearer vt_1' }, 201],
      ['to a hook', '/api/hooks/1', { Origin: '' }, 201],
      ['to the check page', '/c', { Origin: 'https://elsewhere.example' }, 201],
      ['to something that only looks like a hook', '/api/hooksters', { Origin: '' }, 404],
    ])('%s (%s)', async (_name, path, headers, status) => {
      const answer = await post(
        path,
        JSON.stringify({ strength: 1, cups: [] }),
        headers as unknown as Record<string, string>,
      );
      expect(answer.status).toBe(status);
    });
  });

  describe('the client', () => {
    it('is served on every page address, always fresh, its assets for a year', async () => {
      for (const path of ['/', '/inbox/mine', '/teams', '/conversations/1?view=mine']) {
        const { status, text, headers } = await call(path);
        expect([status, text]).toEqual([200, '<!doctype html><title>Inbox</title>']);
        expect(headers.get('cache-control')).toBe('no-cache');
      }
      const asset = await call('/assets/app-1a2b.js');
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(asset.headers.get('content-type')).toContain('javascript');
    });

    it.each([
      '/api',
      '/api/x',
      '/realtime',
      '/c/XYZ',
      '/team',
      '/team.json',
      '/service',
      '/playground',
      '/faces/1',
      '/media/1',
      ...readRoutes,
    ])('does not stand in for %s', async (path) => {
      expect((await call(path)).text).not.toContain('<title>Inbox');
    });

    it('cannot be left upwards', async () => {
      expect((await call('/assets/..%2f..%2f..%2fetc/passwd')).text).not.toContain('root:');
    });
  });

  it('forbids foreign scripts, frames and guesses about types', async () => {
    const { headers } = await call('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('describes itself', async () => {
    const { json } = await call('/api/openapi.json');
    expect(Object.keys(json?.paths ?? {})).toEqual(expect.arrayContaining(['/api/tea', '/api/tea/cup/{id}']));
    expect((await call('/api/docs')).text).toContain('Visavis API');
  });

  it('lists its routes with what each asks for', () => {
    expect(listRoutes(test.app)).toEqual(
      expect.arrayContaining([
        {
          method: 'POST',
          path: '/api/tea',
          isPublic: false,
          requires: 'policy.manage',
          handler: 'TeaController.brew',
        },
        {
          method: 'GET',
          path: '/healthz',
          isPublic: true,
          requires: null,
          handler: 'HealthController.healthz',
        },
      ]),
    );
  });
});
