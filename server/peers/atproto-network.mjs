// A whole AT Protocol network (directory, data server, app view) in one process, for the peers suite only.
// Runs outside of jest, on packages installed outside of this repository: PEERS_DIR says where. Needs DB_POSTGRES_URL and
// REDIS_HOST. Prints one line of JSON with the address of the data server, and ends when its standard input ends.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { PEERS_DIR } = process.env;
const packaged = join(PEERS_DIR, 'node_modules/@atproto/dev-env/dist/index.js');
const { TestNetwork } = await import(pathToFileURL(packaged).href);

// Letters only: that is all a schema may be made of here. Accounts live in memory, so every run has its own.
const letters = [...randomBytes(10)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
const network = await TestNetwork.create({ dbPostgresSchema: `run_${letters}` });
console.log(JSON.stringify({ pds: network.pds.url }));

let isClosing = false;
function close() {
  if (isClosing) return;
  isClosing = true;
  // Whatever still hangs must not keep the suite waiting.
  setTimeout(() => process.exit(1), 10_000).unref();
  network.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}
process.stdin.on('end', close).on('close', close).resume();
process.on('SIGTERM', close);
process.on('SIGINT', close);
