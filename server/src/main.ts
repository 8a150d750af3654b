import { enableCompileCache } from 'node:module';
import { assertNodeVersion } from './platform/boot/node-version.ts';

assertNodeVersion(process.versions.node);
// A second start mostly reads the same modules again; where nothing can be cached, nothing happens.
enableCompileCache();
// Loaded only now: an older Node would already stumble over what the rest imports.
const { main } = await import('./platform/boot/start.ts');
await main();
