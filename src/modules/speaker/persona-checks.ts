import { plainToInstance } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  registerDecorator,
  validateSync,
} from 'class-validator';
import { LANGUAGES } from '#kernel';
import { SHOW_STYLES } from './persona.js';

const PROVIDERS_MAX = 20;
export const WORDS_MAX = 2_000;
export const WORD_CHARACTERS_MAX = 100;
export const SAID_CHARACTERS_MAX = 200;
const PROVIDER = /^[a-z0-9][a-z0-9_.-]{0,49}$/;
/** One line: what goes into a prompt or a provider's request begins nothing new there. */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u;
/** Letters, marks, modifiers and the signs of the alphabet; no markup. */
const IPA = /^[\p{L}\p{M}\p{Lm}\p{Sk}ˈˌːˑ.|‖‿\- ()/[\]'’]+$/u;
/** Holds something that is said, and stands between words as a word does. */
const WORD = /^[\p{L}\p{N}](?:[^\p{Cc}\p{Zl}\p{Zp}<>]*[\p{L}\p{N}\p{M}.+#%&])?$/u;

/** How somebody speaks in shows of one style; what is left out is as always. */
export class SpeakingStyleDto {
  /** For the writer, in a few words. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'must be one line' })
  readonly manner?: string;

  /** Instead of the speaker's own mood words. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 30, { each: true })
  readonly mood?: string[];

  /** Factor on the speaker's own pace. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(2)
  readonly pace?: number;
}

/** How a provider is asked to say it; what is left out is as the provider has it. */
export class VoiceSettingsDto {
  /** 0 (lively, changing) to 1 (even). */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly stability?: number;

  /** How near to the voice it was made from. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly similarity?: number;

  /** How much of the manner of that voice is overdone. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly style?: number;

  /** Factor of pace. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(2)
  readonly speed?: number;

  /** Whether the likeness is boosted, at the price of time. */
  @IsOptional()
  @IsBoolean()
  readonly boost?: boolean;
}

type Check = (value: unknown) => string | undefined;

/** By style of show, how somebody speaks there. */
export const IsSpeakingStyles = () =>
  checkedBy('isSpeakingStyles', (value) =>
    entryFault(value, isIn(SHOW_STYLES), objectOf(SpeakingStyleDto), SHOW_STYLES.length),
  );

/** By language, then by provider, the provider's name of a voice. */
export const IsVoices = () =>
  checkedBy('isVoices', (value) => byLanguage(value, (of) => byProvider(of, text(200))));

/** By language, then by provider, the settings of a voice. */
export const IsVoiceSettings = () =>
  checkedBy('isVoiceSettings', (value) =>
    byLanguage(value, (of) => byProvider(of, objectOf(VoiceSettingsDto))),
  );

/** By language, then by word, how it is to be said. */
export const IsDictionaries = () =>
  checkedBy('isDictionaries', (value) => byLanguage(value, dictionaryFault));

/** By word, how it is to be said. */
export const IsDictionary = () => checkedBy('isDictionary', dictionaryFault);

/** A word to look up. */
export const IsWord = () =>
  checkedBy('isWord', (value) => (typeof value === 'string' ? wordFault(value) : 'must be a word'));

/** A text as a voice should read it. */
export const IsRespelling = () => checkedBy('isRespelling', text(SAID_CHARACTERS_MAX));

/** A text of the international phonetic alphabet. */
export const IsIpa = () => checkedBy('isIpa', ipaFault);

/** Why this is no dictionary of one language; nothing where it is one. */
export function dictionaryFault(value: unknown): string | undefined {
  return entryFault(value, wordFault, entryRule, WORDS_MAX);
}

/** Why this is no word to look up; nothing where it is one. */
export function wordFault(word: string): string | undefined {
  return word.length <= WORD_CHARACTERS_MAX && WORD.test(word)
    ? undefined
    : `must be a word or words of at most ${WORD_CHARACTERS_MAX} characters, beginning with a letter or digit`;
}

/** Why nobody could say it like this. */
function entryRule(value: unknown): string | undefined {
  if (typeof value === 'string') return text(SAID_CHARACTERS_MAX)(value);
  if (!isRecord(value)) return 'must be a text, or an object of respelling and ipa';
  const { respelling, ipa, ...others } = value;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return `"${unknown}" is not a field of it`;
  if (respelling === undefined && ipa === undefined) return 'must hold respelling, ipa, or both';
  const fault = respelling === undefined ? undefined : text(SAID_CHARACTERS_MAX)(respelling);
  if (fault !== undefined) return `respelling ${fault}`;
  const wrongIpa = ipa === undefined ? undefined : ipaFault(ipa);
  return wrongIpa === undefined ? undefined : `ipa ${wrongIpa}`;
}

function ipaFault(ipa: unknown): string | undefined {
  return typeof ipa === 'string' && ipa.length <= SAID_CHARACTERS_MAX && IPA.test(ipa)
    ? undefined
    : `must be of the phonetic alphabet, 1 to ${SAID_CHARACTERS_MAX} characters`;
}

function byLanguage(value: unknown, check: Check): string | undefined {
  return entryFault(value, isIn(LANGUAGES), check, LANGUAGES.length);
}

function byProvider(value: unknown, check: Check): string | undefined {
  const name = (provider: string) =>
    PROVIDER.test(provider) ? undefined : 'must be the name of a provider in small letters';
  return entryFault(value, name, check, PROVIDERS_MAX);
}

/** The first fault among the entries of a record, with the way to it. */
function entryFault(
  value: unknown,
  nameFault: (name: string) => string | undefined,
  check: Check,
  max: number,
): string | undefined {
  if (!isRecord(value)) return 'must be an object';
  const entries = Object.entries(value);
  if (entries.length > max) return `must have ${max} entries at most`;
  for (const [name, one] of entries) {
    const wrongName = nameFault(name);
    if (wrongName !== undefined) return `"${name.slice(0, 50)}" ${wrongName}`;
    const wrong = check(one);
    if (wrong !== undefined) return `${name}: ${wrong}`;
  }
  return undefined;
}

function isIn(names: readonly string[]) {
  return (name: string) =>
    names.includes(name) ? undefined : `must be one of ${names.join(', ')}`;
}

function text(charactersMax: number): Check {
  return (value) =>
    typeof value === 'string' && value.length <= charactersMax && ONE_LINE.test(value)
      ? undefined
      : `must be one line of 1 to ${charactersMax} characters`;
}

function objectOf(Dto: new () => object): Check {
  return (value) => {
    if (!isRecord(value)) return 'must be an object';
    const [fault] = validateSync(plainToInstance(Dto, value), {
      whitelist: true,
      forbidNonWhitelisted: true,
    });
    if (!fault) return Object.values(value).includes(null) ? 'must not hold null' : undefined;
    return Object.values(fault.constraints ?? {})[0] ?? `${fault.property} is wrong`;
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkedBy(name: string, check: Check): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name,
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => check(value) === undefined,
        defaultMessage: (of) => `${of?.property ?? ''}: ${check(of?.value) ?? ''}`,
      },
    });
  };
}
