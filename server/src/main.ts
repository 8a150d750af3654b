import { ConfigError } from './platform/config/app-config.ts';
import { assertNodeVersion } from './platform/boot/node-version.ts';
import { StartError } from './platform/boot/start-error.ts';
import { start } from './platform/boot/start.ts';

/** A fault at the start is a sentence for whoever started it; only what nobody foresaw comes with a stack. */
function report(error: unknown): void {
  if (error instanceof ConfigError) for (const fault of error.faults) console.error(fault);
  else if (error instanceof StartError) console.error(error.message);
  else console.error(error);
  process.exit(1);
}

assertNodeVersion(process.versions.node);
start().catch(report);
