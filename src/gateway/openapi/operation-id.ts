/** Last parts of addresses that are commands; any other is a thing. */
const COMMANDS = new Set(
  `acknowledge analyze approve audition cancel clear clone disable enable generate isolate merge optimize pause
  preload process publish refresh regenerate reject reload replay reset restore resume retry revoke rotate silence skip start
  stop sweep test undo upload`.split(/\s+/),
);
/** End in s and mean one thing. */
const SINGULAR = /(?:ss|us|is|ics|news|stats|status|series)$/;
const VERBS: Readonly<Record<string, string>> = {
  get: 'get',
  head: 'head',
  post: 'create',
  put: 'replace',
  patch: 'change',
  delete: 'delete',
};

/**
 * A name for an operation that reads like a function of a client: `listShows`, `getShow`, `generateShow`,
 * `cancelShow`, `listSpeakersByRole`. It follows from method and path alone, so two routes never share one and an
 * alias (`/data/presets`) has its own (`listDataPresets`).
 */
export function operationIdOf(method: string, path: string): string {
  const parts = path.split('/').filter((part) => !['', 'api', 'v1'].includes(part));
  const last = parts.at(-1) ?? '';
  const isCommand = method === 'post' && COMMANDS.has(last);
  const named = isCommand ? parts.slice(0, -1) : parts;
  const things = named.filter((part) => !isVariable(part));
  const isOne = isVariable(last) || method === 'post';
  const isList = method === 'get' && !isOne && isPlural(things.at(-1) ?? '');
  const by = things.at(-1)?.startsWith('by-') === true ? things.pop() : undefined;
  const subject = things.map((part, at) => {
    const isLast = at === things.length - 1;
    return pascal(by === undefined && (!isLast || isOne) ? singular(part) : part);
  });
  const verb = isCommand ? camel(last) : isList || by ? 'list' : (VERBS[method] ?? method);
  return `${verb}${subject.join('')}${by === undefined ? '' : pascal(by)}`;
}

/** "show" of "shows", "story" of "stories", "batch" of "batches"; what is no plural stays. */
export function singular(word: string): string {
  if (!isPlural(word)) return word;
  if (/(?:ch|sh|x)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

function isPlural(word: string): boolean {
  return word.endsWith('s') && !SINGULAR.test(word);
}

function isVariable(part: string | undefined): boolean {
  return part?.startsWith('{') ?? false;
}

function camel(words: string): string {
  const name = pascal(words);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function pascal(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
