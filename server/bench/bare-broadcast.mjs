// The raw limit of post-to-screen: a Socket.IO server that does nothing but tell everybody, on its parent's word.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const [port, bytes] = process.argv.slice(2).map(Number);
const payload = 'x'.repeat(bytes);
const http = createServer();
const server = new Server(http, { transports: ['websocket'] });
http.listen(port, '127.0.0.1', () => process.send('listening'));
process.on('message', (round) => server.emit('event', { round, payload }));
process.on('disconnect', () => process.exit());
