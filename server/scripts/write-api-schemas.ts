// Part of the build: lays what the routes take and answer beside the compiled server, which shows it at /api/docs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiSchemas } from './api-schemas.ts';

const folder = join(import.meta.dirname, '..');
writeFileSync(join(folder, 'dist/api-schemas.json'), JSON.stringify(apiSchemas(folder)));
