import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { type CheckedFeed, FeedCheck } from '#modules/content';
import { UsageError } from './arguments.js';

const HOUR_MS = 3600_000;
const COLUMN_CHARACTERS_MAX = 28;

export interface FeedsArguments {
  readonly ids: readonly string[];
  readonly isJson: boolean;
}

/** @throws UsageError */
export function readFeedsArguments(argv: readonly string[]): FeedsArguments {
  const [verb, ...rest] = argv;
  if (verb !== 'check')
    throw new UsageError('Type: npm run radiox -- feeds check [--json] [id...]');
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    });
    return { ids: positionals, isJson: values.json ?? false };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * `radiox feeds check`: whether every feed answers, parses and is fresh.
 * @returns What to print, and whether all of them do.
 * @throws InvalidInput for an id that is none.
 */
export async function feedsCommand(
  app: INestApplicationContext,
  { ids, isJson }: FeedsArguments,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly isWell: boolean }> {
  const checked = await app.get(FeedCheck, { strict: false }).check(ids, signal);
  const isWell = checked.every((one) => one.isWell);
  return { text: isJson ? jsonOf(checked) : tableOf(checked), isWell };
}

function jsonOf(checked: readonly CheckedFeed[]): string {
  const feeds = checked.map(({ feed, answers, parses, isFresh, isWell, reason, durationMs }) => ({
    id: feed.id,
    outlet: feed.outlet,
    url: feed.url,
    state: feed.state,
    ok: isWell,
    answers,
    parses,
    is_fresh: isFresh,
    articles: feed.articles,
    newest_article_at: feed.newestAt,
    newest_article_age_hours: ageHours(feed.newestAt),
    reason,
    duration_ms: durationMs,
  }));
  const ok = feeds.filter((feed) => feed.ok).length;
  return `${JSON.stringify({ total: feeds.length, ok, not_ok: feeds.length - ok, feeds })}\n`;
}

function tableOf(checked: readonly CheckedFeed[]): string {
  const rows = checked.map(({ feed, answers, parses, isFresh, isWell, reason, durationMs }) => [
    isWell ? 'ok' : 'FAILED',
    feed.id,
    feed.outlet,
    word(answers, 'answers', 'silent'),
    word(parses, 'parses', 'unreadable'),
    word(isFresh, 'fresh', 'stale'),
    String(feed.articles),
    ageWords(feed.newestAt),
    `${durationMs} ms`,
    reason ?? '',
  ]);
  const head = [
    '',
    'feed',
    'outlet',
    'answers',
    'parses',
    'fresh',
    'articles',
    'newest',
    'took',
    '',
  ];
  const widths = head.map((_, at) =>
    Math.min(
      COLUMN_CHARACTERS_MAX,
      Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)),
    ),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const ok = checked.filter(({ isWell }) => isWell).length;
  const last = `${ok} of ${checked.length} feeds answer, parse and are fresh.`;
  return `${[head, ...rows].map(line).join('\n')}\n\n${last}\n`;
}

function word(value: boolean | null, yes: string, no: string): string {
  if (value === null) return '-';
  return value ? yes : no;
}

function ageHours(moment: Date | null): number | null {
  if (moment === null) return null;
  return Math.round(((Date.now() - moment.getTime()) / HOUR_MS) * 10) / 10;
}

function ageWords(moment: Date | null): string {
  const hours = ageHours(moment);
  if (hours === null) return '-';
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`;
}
