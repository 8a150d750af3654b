import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between the application and its database that a test can cut and mend. */
export interface SeverableProxy {
  readonly port: number;
  /** Ends every connection and refuses new ones. */
  sever(): Promise<void>;
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function severableProxy(targetHost: string, targetPort: number): Promise<SeverableProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((inner) => {
    const outer = connect(targetPort, targetHost);
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    inner.pipe(outer).pipe(inner);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const sever = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    port,
    sever,
    restore: () => listen(port),
    close: () => (server.listening ? sever() : Promise.resolve()),
  };
}
