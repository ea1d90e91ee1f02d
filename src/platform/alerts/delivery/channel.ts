import type { Notice } from '../alert.js';

/** One try of one message takes no longer. */
export const SEND_MS_MAX = 15_000;

/** Several notices that are sent together. */
export interface Message {
  /** The same at each try: receivers know by it what they have already. */
  readonly id: string;
  readonly notices: readonly Notice[];
}

/** Trying again would not help: an address or a password is wrong. */
export class Refused extends Error {}

/** One way to tell people. */
export abstract class Channel {
  /** Stable: what waits to be sent names it. */
  abstract readonly name: string;
  abstract readonly isConfigured: boolean;
  /** @throws Refused when trying again is in vain; any other error when it may help. */
  abstract send(message: Message, signal: AbortSignal): Promise<void>;
}
