import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AlertCall } from '@visavis/shared/api/alerts';

export interface ReceivedAlert {
  raw: string;
  headers: IncomingHttpHeaders;
  call: AlertCall;
}

export interface AlertReceiver {
  url: string;
  received: ReceivedAlert[];
  close(): Promise<unknown>;
}

/** A real receiver of alerts on a port of its own; answers in order what it was given, then 204. */
export async function startAlertReceiver(
  ...answers: (number | 'huge' | 'redirect' | 'hang')[]
): Promise<AlertReceiver> {
  const received: ReceivedAlert[] = [];
  const server = createServer((request, response) => {
    void text(request).then((raw) => {
      received.push({ raw, headers: request.headers, call: JSON.parse(raw) as AlertCall });
      const answer = answers.shift() ?? 204;
      if (answer === 'hang') return;
      if (answer === 'redirect') return response.writeHead(302, { location: '/elsewhere' }).end();
      if (answer !== 'huge') return response.writeHead(answer).end();
      response.writeHead(200);
      const piece = Buffer.alloc(1_000_000, 'x');
      response.on('error', () => {});
      for (let count = 0; count < 10; count += 1) response.write(piece);
      return response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    received,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
