import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InvalidInput, type Language } from '#kernel';
import { Needs } from '#platform/access';
import { IfMatch, Revalidated, VersionedAnswer } from '#platform/stored';
import { WORDS_MAX } from './persona-checks.js';
import type { Dictionary } from './persona.js';
import {
  DictionaryDto,
  DictionaryOfDto,
  NewDictionaryDto,
  PronunciationDto,
  WordOfDto,
} from './pronunciation.dto.js';
import type { Speaker } from './speaker.entity.js';
import { SpeakerService } from './speaker.service.js';

/** What a speaker says otherwise than it is written; transcripts keep the written word. */
@ApiTags('speakers')
@Needs('producer')
@Controller('speakers/:id/pronunciations/:language')
export class PronunciationController {
  constructor(private readonly speakers: SpeakerService) {}

  /** The dictionary of a speaker in one language. */
  @Get()
  @Needs('listener')
  @Revalidated()
  @VersionedAnswer(DictionaryDto)
  async get(@Param() { id, language }: DictionaryOfDto): Promise<DictionaryDto> {
    return new DictionaryDto(await this.speakers.get(id), language);
  }

  /**
   * Puts a dictionary in place of the one there was: at most 2,000 words.
   * @throws {412} Somebody has changed the speaker since: read it again.
   */
  @Put()
  @VersionedAnswer(DictionaryDto)
  replace(
    @Param() { id, language }: DictionaryOfDto,
    @Body() { words }: NewDictionaryDto,
    @IfMatch() version?: number,
  ): Promise<DictionaryDto> {
    return this.#change(id, language, version, () => words);
  }

  /**
   * Empties a dictionary.
   * @throws {412} Somebody has changed the speaker since: read it again.
   */
  @Delete()
  @HttpCode(HttpStatus.NO_CONTENT)
  async clear(
    @Param() { id, language }: DictionaryOfDto,
    @IfMatch() version?: number,
  ): Promise<void> {
    await this.#change(id, language, version, () => ({}));
  }

  /**
   * Says how a word is to be said: a respelling for every engine, IPA for those that take it, or both. A word in small
   * letters is meant with a capital too, any other as it is written.
   * @throws {412} Somebody has changed the speaker since: read it again.
   */
  @Put('words/:word')
  @VersionedAnswer(DictionaryDto)
  say(
    @Param() { id, language, word }: WordOfDto,
    @Body() { respelling, ipa }: PronunciationDto,
    @IfMatch() version?: number,
  ): Promise<DictionaryDto> {
    if (respelling === undefined && ipa === undefined)
      throw new InvalidInput([{ field: 'respelling', rule: 'must be there, or ipa' }]);
    const entry =
      ipa === undefined ? (respelling as string) : { ...(respelling && { respelling }), ipa };
    return this.#change(id, language, version, (words) => ({ ...words, [word]: entry }));
  }

  /**
   * Lets a word be said as it is written, whether or not the dictionary holds it.
   * @throws {412} Somebody has changed the speaker since: read it again.
   */
  @Delete('words/:word')
  @HttpCode(HttpStatus.NO_CONTENT)
  async forget(
    @Param() { id, language, word }: WordOfDto,
    @IfMatch() version?: number,
  ): Promise<void> {
    await this.#change(id, language, version, (words) =>
      Object.fromEntries(Object.entries(words).filter(([name]) => name !== word)),
    );
  }

  async #change(
    id: string,
    language: Language,
    version: number | undefined,
    make: (words: Dictionary) => Dictionary,
  ): Promise<DictionaryDto> {
    const changed = await this.speakers.change(id, version, ({ pronunciations }: Speaker) => {
      const words = make(pronunciations[language] ?? {});
      if (Object.keys(words).length > WORDS_MAX)
        throw new InvalidInput([{ field: 'words', rule: `must be ${WORDS_MAX} at most` }]);
      return { pronunciations: { ...pronunciations, [language]: words } };
    });
    return new DictionaryDto(changed, language);
  }
}
