import { randomUUID } from 'node:crypto';

/** A script with every segment of a three-hour show is about 400 kB. */
const BODY_BYTES_MAX = 1_048_576;

/** Bounds against slow and greedy clients. Streams of events and files may last: no timeout on answers. */
export const FASTIFY = {
  bodyLimit: BODY_BYTES_MAX,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  routerOptions: { maxParamLength: 200 },
  genReqId: () => randomUUID(),
  /** At the end only idle connections are cut: what is being answered is answered. */
  forceCloseConnections: 'idle',
  return503OnClosing: false,
} as const;
