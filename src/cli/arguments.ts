import { parseArgs } from 'node:util';
import { type Language, LANGUAGES } from '#kernel';
import { AUDIO_FORMATS, type AudioFormat } from '#modules/audio';
import type { FeedChoice } from '#modules/content';

/** What the user asked for on the command line. */
export interface ShowArguments {
  readonly preset: string;
  readonly minutes?: number;
  readonly language?: Language;
  readonly seed?: number;
  readonly feeds: FeedChoice;
  readonly format?: AudioFormat;
  readonly out?: string;
  readonly stems?: string;
  readonly isJson: boolean;
}

/** The command was typed wrongly; the message says how to type it. Exit code 2. */
export class UsageError extends Error {}

export const USAGE = `Make a radio show: news in, a mastered show out.

  npm run show -- [options]
  npm run radiox -- config check [--json]    what the station is set to, secrets masked
  npm run radiox -- feeds check [--json] [id...]
                    whether every feed answers, parses and is fresh; exit code 1 where one does not

  --preset NAME     what kind of show: zurich (default), basel, bern, tech, world, breaking, night
  --minutes N       length, 1 to 180; left out, the preset's
  --language L      en, de, fr, it or es; left out, the preset's
  --seed N          the same seed, news, clock and data folder give the same show
  --feeds WHAT...   auto (default: live news, or the sample newsroom where none answers),
                    live, sample, or addresses: URLs, feed files, folders of feed files
  --format F        mp3 (default), m4a, opus, flac or wav
  --out FILE        where to put the show; left out, in the data folder under shows/
  --stems DIR       write speech.wav, bed.wav, master.wav and timeline.json there
  --json            one last line of JSON instead of the summary
  --help            this text

  npm run migrate -- down
                    takes the last step of the database's schema back, with the data that only it knew;
                    the station must be stopped. An older RadioX then starts on it
`;

const MINUTES_MAX = 180;

/** @throws UsageError */
export function readArguments(argv: readonly string[]): ShowArguments | 'help' {
  const { values, positionals } = parsed(argv);
  if (values.help) return 'help';
  if (positionals.length > 0 && values.feeds === undefined)
    throw new UsageError(`Unexpected "${positionals[0] ?? ''}".`);
  const minutes = wholeNumber('--minutes', values.minutes, 1, MINUTES_MAX);
  const seed = wholeNumber('--seed', values.seed, 0, Number.MAX_SAFE_INTEGER);
  const { language } = values;
  if (language !== undefined && !isLanguage(language))
    throw new UsageError(`--language must be one of ${LANGUAGES.join(', ')}, not "${language}".`);
  return {
    preset: values.preset ?? 'zurich',
    ...(minutes !== undefined && { minutes }),
    ...(language && { language }),
    ...(seed !== undefined && { seed }),
    feeds: feedChoice([...(values.feeds ?? []), ...positionals]),
    ...formatOf(values.format, values.out),
    ...(values.out !== undefined && { out: values.out }),
    ...(values.stems !== undefined && { stems: values.stems }),
    isJson: values.json ?? false,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        preset: { type: 'string' },
        minutes: { type: 'string' },
        language: { type: 'string' },
        seed: { type: 'string' },
        feeds: { type: 'string', multiple: true },
        format: { type: 'string' },
        out: { type: 'string' },
        stems: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** By name, else by the ending of the file it is put into. */
function formatOf(named: string | undefined, out = ''): { format?: AudioFormat } {
  if (named !== undefined && !isFormat(named))
    throw new UsageError(`--format must be one of ${AUDIO_FORMATS.join(', ')}, not "${named}".`);
  const format = named ?? out.split('.').at(-1)?.toLowerCase() ?? '';
  return isFormat(format) ? { format } : {};
}

function isFormat(text: string): text is AudioFormat {
  return (AUDIO_FORMATS as readonly string[]).includes(text);
}

function wholeNumber(name: string, text: string | undefined, min: number, max: number) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new UsageError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  return value;
}

function feedChoice(feeds: readonly string[]): FeedChoice {
  const [only] = feeds;
  if (only === undefined) return 'auto';
  if (feeds.length === 1 && (only === 'auto' || only === 'live' || only === 'sample')) return only;
  return feeds.flatMap((one) => one.split(',').filter(Boolean));
}

function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}
