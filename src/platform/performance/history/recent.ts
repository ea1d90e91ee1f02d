import { Injectable } from '@nestjs/common';
import { RedisLink } from '#platform/redis';
import { PerformanceSettings } from '../performance.settings.js';
import type { MetricType, Point } from './point.js';

/** Points of one type in Redis, all processes together: an hour of ten processes at the usual pace. */
const POINTS_MAX = 3_600;
const KEPT_S = 2 * 3600;
const ANSWER_MS_MAX = 500;
/** Points of one type that a process remembers by itself. */
const OWN_MAX = 360;

/** KEYS: list. ARGV: points at most, seconds kept, points. What is not a list under our key goes. */
const APPEND = `
local known = redis.call('TYPE', KEYS[1]).ok
if known ~= 'list' and known ~= 'none' then redis.call('DEL', KEYS[1]) end
for at = 3, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[at]) end
redis.call('LTRIM', KEYS[1], -tonumber(ARGV[1]), -1)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return redis.call('LLEN', KEYS[1])`;
const READ = `return redis.call('LRANGE', KEYS[1], 0, -1)`;

/**
 * The recent part of the history outside the database: in Redis, where the processes of a station share it,
 * and in the memory of each. Told while the database is away.
 */
@Injectable()
export class RecentPoints {
  readonly #own = new Map<MetricType, Point[]>();

  constructor(
    private readonly redis: RedisLink,
    private readonly settings: PerformanceSettings,
  ) {}

  get #isShared(): boolean {
    return this.redis.isConfigured && this.settings.isRedisStorage;
  }

  /** The newest point of this process. */
  last(metricType: MetricType): Point | undefined {
    return this.#own.get(metricType)?.at(-1);
  }

  /** Never fails: without Redis only this process remembers. */
  async add(point: Point): Promise<void> {
    const own = this.#own.get(point.metricType) ?? [];
    own.push(point);
    if (own.length > OWN_MAX) own.shift();
    this.#own.set(point.metricType, own);
    if (!this.#isShared) return;
    const text = JSON.stringify({ ...point, at: point.at.getTime() });
    await this.#eval(APPEND, point.metricType, [String(POINTS_MAX), String(KEPT_S), text]);
  }

  /** Of every process where Redis has them, else of this one; oldest first. */
  async since(metricType: MetricType, from: Date): Promise<Point[]> {
    const texts = this.#isShared ? await this.#eval(READ, metricType, []) : undefined;
    const points = Array.isArray(texts)
      ? texts.flatMap((text) => parsed(metricType, String(text)))
      : (this.#own.get(metricType) ?? []);
    return points
      .filter(({ at }) => at >= from)
      .sort((one, other) => one.at.getTime() - other.at.getTime());
  }

  async #eval(script: string, type: MetricType, args: string[]): Promise<unknown> {
    const keys = [`${this.redis.keyPrefix}:performance:${type}`];
    try {
      return await this.redis.run(
        ({ commands }) => commands.eval(script, { keys, arguments: args }),
        ANSWER_MS_MAX,
      );
    } catch {
      return undefined; // The link has counted it and said so.
    }
  }
}

/** Others write there too: what is not a point is none. */
function parsed(metricType: MetricType, text: string): Point[] {
  try {
    const { at, instance, figures } = JSON.parse(text) as Record<string, unknown>;
    if (typeof at !== 'number' || typeof instance !== 'string') return [];
    if (typeof figures !== 'object' || figures === null) return [];
    return [{ metricType, at: new Date(at), instance, figures: figures as Point['figures'] }];
  } catch {
    return [];
  }
}
