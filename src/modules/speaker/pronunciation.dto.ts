import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { type Language, LANGUAGES } from '#kernel';
import { IsDictionary, IsIpa, IsRespelling, IsWord } from './persona-checks.js';
import { ENTRY } from './persona-schemas.js';
import { type Dictionary, type Pronunciation, pronunciationOf } from './persona.js';
import type { Speaker } from './speaker.entity.js';

const WORDS = {
  description: 'By word, how it is to be said; a bare text is a respelling.',
  type: 'object' as const,
  additionalProperties: ENTRY,
};

/** A dictionary as a client writes it, in place of the one there was. */
export class NewDictionaryDto {
  @IsDictionary()
  @ApiProperty(WORDS)
  readonly words!: Dictionary;
}

/** How a word is to be said: at least one of the two. */
export class PronunciationDto {
  /** As the voice should read it: for every engine. */
  @IsOptional()
  @IsRespelling()
  readonly respelling?: string;

  /** In the international phonetic alphabet: for engines that take it. */
  @IsOptional()
  @IsIpa()
  readonly ipa?: string;
}

export class DictionaryOfDto {
  @IsString()
  readonly id!: string;

  @IsIn(LANGUAGES)
  readonly language!: Language;
}

export class WordOfDto extends DictionaryOfDto {
  @IsWord()
  readonly word!: string;
}

/** What a speaker says otherwise than it is written, in one language. */
export class DictionaryDto {
  readonly speaker: string;
  readonly language: Language;
  @ApiProperty(WORDS)
  readonly words: Record<string, Pronunciation>;
  /** Of the speaker; for If-Match: `"v<version>"`. */
  readonly version: number;

  constructor({ id, pronunciations, version }: Speaker, language: Language) {
    this.speaker = id;
    this.language = language;
    this.words = Object.fromEntries(
      Object.entries(pronunciations[language] ?? {})
        .sort(([one], [other]) => one.localeCompare(other, language))
        .map(([word, entry]) => [word, pronunciationOf(entry)]),
    );
    this.version = version;
  }
}
