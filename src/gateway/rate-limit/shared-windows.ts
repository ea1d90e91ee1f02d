import { Injectable } from '@nestjs/common';
import { RedisLink } from '#platform/redis';
import { WINDOW_MS } from './window.js';

/** A Redis that takes longer is done without. */
const DEADLINE_MS = 50;
/** After a failure Redis is left alone for so long: requests must not wait for it one after the other. */
const REST_MS = 2_000;

/**
 * Adds to windows in one step and says what each holds then. The first to add begins the window.
 * KEYS: windows. ARGV: milliseconds of a window, then what to add to each.
 */
const ADD = `
local answer = {}
for at, key in ipairs(KEYS) do
  if redis.call('TYPE', key).ok ~= 'string' then redis.call('DEL', key) end
  local used = redis.call('INCRBY', key, ARGV[at + 1])
  local left = redis.call('PTTL', key)
  if left < 0 then
    redis.call('PEXPIRE', key, ARGV[1])
    left = tonumber(ARGV[1])
  end
  answer[2 * at - 1] = used
  answer[2 * at] = left
end
return answer`;

/** What Redis knows of a window. */
export interface SharedWindow {
  readonly used: number;
  readonly leftMs: number;
}

/** The windows that the processes of a station share. */
@Injectable()
export class SharedWindows {
  #restsUntilMs = 0;

  constructor(private readonly redis: RedisLink) {}

  get isConfigured(): boolean {
    return this.redis.isConfigured;
  }

  /** @returns Nothing where Redis is not configured or did not answer in time. */
  async add(
    amounts: ReadonlyArray<readonly [key: string, amount: number]>,
  ): Promise<SharedWindow[] | undefined> {
    if (!this.isConfigured || performance.now() < this.#restsUntilMs) return undefined;
    // One hash slot, so that a cluster takes them in one step as well.
    const keys = amounts.map(([key]) => `${this.redis.keyPrefix}:{limit}:${key}`);
    const args = [String(WINDOW_MS), ...amounts.map(([, amount]) => String(amount))];
    try {
      const answer = (await this.redis.run(
        ({ commands }) => commands.eval(ADD, { keys, arguments: args }),
        DEADLINE_MS,
      )) as number[];
      return amounts.map((_, at) => ({
        used: answer[2 * at] ?? 0,
        leftMs: answer[2 * at + 1] ?? WINDOW_MS,
      }));
    } catch {
      this.#restsUntilMs = performance.now() + REST_MS;
      return undefined;
    }
  }
}
