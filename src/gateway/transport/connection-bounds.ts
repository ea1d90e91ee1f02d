import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { blocksOf, isLoopback, isWithin, plainAddress } from '../auth/address.js';
import type { SecuritySettings } from '../security.settings.js';
import { HEADER_COUNT_MAX } from './fastify-options.js';
import type { TransportSettings } from './transport.settings.js';

/** Bounds how many connections there are, all together and from one address. */
export function boundConnections(
  server: Server,
  { connectionsMax, connectionsPerAddressMax }: TransportSettings,
  { trustedProxies }: SecuritySettings,
): void {
  const proxies = blocksOf(trustedProxies);
  const counts = new Map<string, number>();
  server.maxConnections = connectionsMax;
  server.maxHeadersCount = HEADER_COUNT_MAX;
  server.on('connection', (socket: Socket) => {
    const address = plainAddress(socket.remoteAddress ?? '');
    if (address === '' || isLoopback(address) || isWithin(proxies, address)) return;
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    socket.once('close', () => {
      const left = (counts.get(address) ?? 1) - 1;
      if (left > 0) counts.set(address, left);
      else counts.delete(address);
    });
    if (count > connectionsPerAddressMax) socket.destroy();
  });
}
