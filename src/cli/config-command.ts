import { SECTIONS, SettingsModule, type ShownSetting, type ShownValue } from '#platform/config';
import { UsageError } from './arguments.js';

const USAGE_LINE = 'Type: npm run radiox -- config check [--json]';

/**
 * `radiox config check`: what the next start would go by, secrets masked.
 * @returns What to print on standard output.
 * @throws UsageError; SettingsError naming every fault.
 */
export function configCommand(argv: readonly string[]): string {
  const [what, ...options] = argv;
  if (what !== 'check') throw new UsageError(`There is no "config ${what ?? ''}". ${USAGE_LINE}`);
  const unknown = options.find((option) => option !== '--json');
  if (unknown !== undefined) throw new UsageError(`Unexpected "${unknown}". ${USAGE_LINE}`);
  const settings = SettingsModule.effective();
  return options.length > 0 ? `${asJson(settings)}\n` : asText(settings);
}

function asJson(settings: readonly ShownSetting[]): string {
  return JSON.stringify(
    Object.fromEntries(
      SECTIONS.map((name) => [
        name,
        Object.fromEntries(
          settings
            .filter(({ section }) => section === name)
            .map(({ variable, value, origin }) => [variable, { value, source: origin }]),
        ),
      ]),
    ),
  );
}

function asText(settings: readonly ShownSetting[]): string {
  const width = Math.max(...settings.map(({ variable }) => variable.length));
  const blocks = SECTIONS.map((name) => {
    const lines = settings
      .filter(({ section }) => section === name)
      .map(
        ({ variable, value, origin }) =>
          `  ${variable.padEnd(width)}  ${inWords(value)}${origin === 'default' ? '' : `  (${origin})`}`,
      );
    return lines.length > 0 ? `${name}\n${lines.join('\n')}\n` : '';
  });
  return `${blocks.filter(Boolean).join('\n')}\nThe settings are good.\n`;
}

function inWords(value: ShownValue): string {
  if (value === null) return '-';
  if (typeof value === 'object') return value.length > 0 ? value.join(', ') : '(none)';
  return String(value);
}
