import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lintConfig } from '../../scripts/lint-config.mjs';
import { layers } from '../layers.mjs';

const SRC = dirname(fileURLToPath(import.meta.url));
const OXLINT = join(SRC, '../../node_modules/oxlint/bin/oxlint');

/** Every planted file: where it stands, what it imports, and whether the rule has to refuse it. */
const PLANTED = [
  { file: 'server/src/contacts/a.service.ts', imports: '../sla/sla.service.ts', refused: true },
  { file: 'server/src/contacts/deep/b.ts', imports: '../../replies/replies.service.ts', refused: true },
  { file: 'server/src/contacts/c.spec.ts', imports: '../inbox/inbox.service.ts', refused: true },
  { file: 'server/src/contacts/d.repository.ts', imports: '../routing/place.service.ts', refused: true },
  { file: 'server/src/sla/e.service.ts', imports: '../contacts/contacts.service.ts', refused: false },
  { file: 'server/src/sla/f.service.ts', imports: '@visavis/shared/sla/business-time', refused: false },
  { file: 'server/src/contacts/g.service.ts', imports: '@visavis/shared/sla/business-time', refused: false },
  { file: 'server/src/platform/h.ts', imports: './../agents/agents.service.ts', refused: true },
  { file: 'server/src/platform/http/i.ts', imports: '../../agents/agents.service.ts', refused: true },
  { file: 'server/src/sla/j.service.ts', imports: 'typeorm', refused: true },
  { file: 'server/src/sla/k.controller.ts', imports: 'typeorm', refused: true },
  { file: 'server/src/sla/l.repository.ts', imports: 'typeorm', refused: false },
  { file: 'server/src/sla/m.entity.ts', imports: 'typeorm', refused: false },
  { file: 'server/src/platform/database/n.ts', imports: 'typeorm', refused: false },
  { file: 'server/src/platform/events/o.ts', imports: 'typeorm', refused: true },
  { file: 'server/src/sla/p.service.ts', imports: 'bullmq', refused: true },
  { file: 'server/src/sla/q.processor.ts', imports: 'bullmq', refused: false },
  { file: 'server/src/connectors/x/r.client.ts', imports: 'undici', refused: true },
  { file: 'server/src/connectors/x/s.client.ts', imports: '../../platform/http/safe.ts', refused: false },
  { file: 'server/src/connectors/x/t.client.ts', imports: '../../intake/intake.service.ts', refused: true },
  { file: 'shared/src/sla/a.ts', imports: 'node:crypto', refused: true },
  { file: 'shared/src/sla/b.ts', imports: 'react', refused: true },
  { file: 'shared/src/sla/c.ts', imports: '../text/d.ts', refused: false },
  { file: 'client/src/ui/a.tsx', imports: '../features/inbox/a.tsx', refused: true },
  { file: 'client/src/realtime/b.ts', imports: '../features/inbox/a.tsx', refused: true },
  { file: 'client/src/features/inbox/c.tsx', imports: '../composer/a.tsx', refused: true },
  { file: 'client/src/features/inbox/components/d.tsx', imports: '../../composer/a.tsx', refused: true },
  { file: 'client/src/features/inbox/components/e.tsx', imports: '../inbox.queries.ts', refused: false },
  { file: 'client/src/features/inbox/components/f.tsx', imports: '../../../ui/button.tsx', refused: false },
  { file: 'client/src/features/inbox/g.tsx', imports: '../../app/routes.tsx', refused: true },
  { file: 'client/src/app/h.tsx', imports: '../features/inbox/a.tsx', refused: false },
];

describe('the layers', () => {
  let folder = '';
  let refused = new Set<string>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'visavis-layers-'));
    const config = lintConfig();
    writeFileSync(
      join(folder, '.oxlintrc.json'),
      JSON.stringify({ ...config, $schema: undefined, categories: {}, options: {} }),
    );
    for (const { file, imports } of PLANTED) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), `import { thing } from '${imports}';\nexport const used = thing;\n`);
    }
    const run = spawnSync(process.execPath, [OXLINT, '--format', 'json'], { cwd: folder, encoding: 'utf8' });
    const found = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] };
    refused = new Set(
      found.diagnostics
        .filter((diagnostic) => diagnostic.code.includes('no-restricted-imports'))
        .map((diagnostic) => diagnostic.filename.replaceAll('\\', '/')),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('name every folder of the server besides platform', () => {
    const folders = readdirSync(SRC, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'platform')
      .map((entry) => entry.name);
    expect(folders.filter((name) => !layers.includes(name))).toEqual([]);
  });

  it.each(PLANTED.filter((planted) => planted.refused))('refuse $imports in $file', ({ file }) => {
    expect(refused).toContain(file);
  });

  it.each(PLANTED.filter((planted) => !planted.refused))('allow $imports in $file', ({ file }) => {
    expect(refused).not.toContain(file);
  });
});
