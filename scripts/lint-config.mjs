// Builds .oxlintrc.json: the rules of the house, with the layers of server/layers.mjs spelled out folder by folder.
// An override replaces an earlier one for the same rule, so each group of files gets its complete list of fences.
import { layers } from '../server/layers.mjs';

/** A fence: imports whose specifier matches `regex` are refused with `message`. */
const fence = (regex, message) => ({ regex, message });

const TYPEORM = fence(
  '^(typeorm|@nestjs/typeorm)($|/)',
  'SQL belongs into a .repository.ts (or entity, or platform/database).',
);
const TYPEORM_CORE = fence(
  '^typeorm($|/)',
  'SQL belongs into a .repository.ts (or entity, or platform/database).',
);
const PLUMBING = fence(
  '^(bullmq|@nestjs/bullmq|socket\\.io|undici|ioredis|express|pg|(node:)?https?)($|/)',
  'A service speaks the language of the product; queues, sockets and HTTP stay in platform and at the edges.',
);
const MAIL = fence('^nodemailer($|/)', 'Mails leave through platform/mail, and nowhere else.');
const NO_CLIENT = fence(
  '(^@visavis/(client|e2e|server)|/client/src/)',
  'The server imports only @visavis/shared.',
);
const SHARED_PURE = fence(
  '^(node:|(fs|path|crypto|os|http|https|net|stream|url|util|events|buffer)($|/)|react|@mantine|@tanstack|@nestjs|@visavis/|typeorm|bullmq|pg$)',
  'shared holds types and pure functions: no Node, no React, no other workspace.',
);
const CLIENT_ONLY = fence(
  '^(node:|@nestjs|@visavis/(server|e2e))|/server/src/',
  'The client imports only @visavis/shared.',
);

/** Refuses relative imports that climb into one of `folders`. */
const notInto = (folders, message) =>
  folders.length === 0 ? [] : [fence(`^(\\./)?(\\.\\./)+(${folders.join('|')})/`, message)];

const restrict = (files, fences, extra = {}) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: fences }], ...extra },
});

function serverLayer(folder, forbidden, message) {
  const base = [NO_CLIENT, MAIL, ...notInto(forbidden, message)];
  const root = `server/src/${folder}`;
  return [
    restrict([`${root}/**/*.ts`], [...base, TYPEORM_CORE]),
    restrict([`${root}/**/*.service.ts`], [...base, TYPEORM, PLUMBING], {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Use a client of platform/http.' }],
    }),
    restrict([`${root}/**/*.{repository,entity}.ts`, `${root}/**/*.spec.ts`], base),
  ];
}

function serverOverrides() {
  const order = layers.flatMap((layer, at) =>
    serverLayer(
      layer,
      layers.slice(at + 1),
      `${layer} imports only what stands before it in server/layers.mjs; emit an event instead.`,
    ),
  );
  const notModules = notInto(layers, 'platform knows no module.');
  return [
    ...order,
    restrict(['server/src/platform/**/*.ts'], [NO_CLIENT, ...notModules, TYPEORM_CORE]),
    restrict(
      ['server/src/platform/database/**/*.ts', 'server/src/platform/**/*.{repository,entity,spec}.ts'],
      [NO_CLIENT, ...notModules],
    ),
    restrict(
      ['server/src/connectors/*/**/*.ts'],
      [
        NO_CLIENT,
        ...notInto(layers.slice(layers.indexOf('connectors') + 1), 'connectors know no module after them.'),
        fence(
          '^(typeorm|@nestjs/typeorm|bullmq|undici)($|/)',
          'A connector knows no database, no queue, and calls through platform/http.',
        ),
      ],
    ),
    {
      files: ['server/src/**/*.ts'],
      rules: { 'node/no-process-env': 'error' },
    },
    {
      // Besides main and the configuration, only the fonts, which a library finds by a variable of the environment.
      files: [
        'server/src/main.ts',
        'server/src/platform/config/**',
        'server/src/platform/fonts.ts',
        'server/src/**/*.spec.ts',
      ],
      rules: { 'node/no-process-env': 'off' },
    },
  ];
}

function clientOverrides() {
  const up = (folders, message) => [CLIENT_ONLY, ...notInto(folders, message)];
  const features = (depth) =>
    restrict(
      [`client/src/features/*/${'*/'.repeat(depth)}*.{ts,tsx}`],
      [
        ...up(['app'], 'Features know nothing of app.'),
        fence(`^(\\.\\./){${depth + 1}}[^.]`, 'Features never import each other; a route composes them.'),
      ],
    );
  return [
    restrict(['client/src/*.{ts,tsx}', 'client/src/app/**'], up([], '')),
    restrict(
      ['client/src/{lib,ui}/**/*.{ts,tsx}'],
      up(
        ['realtime', 'features', 'app'],
        'lib and ui stand at the bottom: lib, ui → realtime → features → app.',
      ),
    ),
    restrict(
      ['client/src/realtime/**/*.{ts,tsx}'],
      up(['features', 'app'], 'realtime knows no feature: lib, ui → realtime → features → app.'),
    ),
    ...[0, 1, 2].map(features),
  ];
}

/** The complete configuration; written to .oxlintrc.json by `npm run lint` and compared by `npm run check`. */
export function lintConfig() {
  return {
    $schema: './node_modules/oxlint/configuration_schema.json',
    plugins: ['typescript', 'import', 'react', 'jest', 'promise', 'node', 'unicorn', 'oxc', 'jsx-a11y'],
    categories: { correctness: 'error' },
    options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
    ignorePatterns: ['**/dist/**', 'data/**', '**/fixtures/**', '**/test-results/**'],
    rules: {
      'import/no-cycle': ['error', { ignoreTypes: true }],
      'import/no-default-export': 'error',
      'typescript/no-floating-promises': 'error',
      'typescript/no-misused-promises': 'error',
      'typescript/await-thenable': 'error',
      'typescript/no-explicit-any': 'error',
      'typescript/no-non-null-assertion': 'error',
      'typescript/no-extraneous-class': 'off',
      'react/rules-of-hooks': 'error',
      'react/exhaustive-deps': 'error',
      'react/react-in-jsx-scope': 'off',
      'import/no-unassigned-import': 'off',
      // `[...text]` is how text is taken apart by code point.
      'typescript/no-misused-spread': 'off',
      // A face drawn from several elements is one image to a screen reader.
      'jsx-a11y/prefer-tag-over-role': 'off',
      'max-lines': ['error', { max: 400 }],
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      'jest/no-conditional-expect': 'off',
      'jest/expect-expect': 'off',
      'jest/valid-title': 'off',
      'jest/no-standalone-expect': 'off',
      'jest/require-to-throw-message': 'off',
    },
    overrides: [
      {
        files: ['**/*.spec.{ts,tsx}', '**/test/**', 'e2e/**'],
        rules: {
          'max-lines': ['error', { max: 600 }],
          'typescript/no-non-null-assertion': 'off',
          'typescript/unbound-method': 'off',
        },
      },
      {
        files: ['**/*.config.{ts,mjs}', '**/test/**', '**/*.d.ts'],
        rules: { 'import/no-default-export': 'off' },
      },
      restrict(['shared/src/**/*.ts'], [SHARED_PURE], {
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: 'Pure functions take `now`.' },
        ],
      }),
      restrict(
        ['shared/src/**/*.spec.ts'],
        [fence('^(react|@mantine|@nestjs|@visavis/)', 'shared stands alone.')],
        { 'no-restricted-properties': 'off' },
      ),
      ...serverOverrides(),
      ...clientOverrides(),
    ],
  };
}

/** The text of .oxlintrc.json. */
export function lintConfigText() {
  return `${JSON.stringify(lintConfig(), null, 2)}\n`;
}
