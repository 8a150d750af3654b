import { assertNodeVersion } from './platform/boot/node-version.ts';

assertNodeVersion(process.versions.node);
// Loaded only now: an older Node would already stumble over what the rest imports.
const { main } = await import('./platform/boot/start.ts');
await main();
