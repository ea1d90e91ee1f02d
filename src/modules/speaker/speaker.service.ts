import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Language } from '#kernel';
import {
  type DocumentPart,
  DocumentParts,
  ListPart,
  PresetService,
  References,
} from '#modules/data';
import { Database } from '#platform/database';
import type { Page, PageQueryDto } from '#platform/stored';
import type { Role } from './persona.js';
import type { Speaker, SpeakerPace } from './speaker.entity.js';
import { SpeakerInUse } from './speaker.problems.js';
import { NewSpeakerDto, speakerChanges, speakerFields } from './speaker.dto.js';
import { SpeakerRepository, SPEAKERS_MAX } from './speaker.repository.js';

/**
 * Characters of script text a second before a voice was measured: medians over the sample newsroom with
 * the local engines (flite for English, espeak-ng for the others).
 */
const PACE_DEFAULT: Readonly<Record<Language, number>> = {
  en: 15.5,
  de: 14,
  fr: 15,
  it: 15,
  es: 15,
};
/** The last ten minutes or so of speech decide the pace. */
const PACE_SECONDS_KEPT = 600;

/** A new speaker is like this where its author says nothing. */
const DEFAULTS = {
  languages: ['en'],
  mood: [],
  humour: '',
  pace: 1,
  speakingStyles: {},
  voices: {},
  voiceSettings: {},
  pronunciations: {},
} satisfies Partial<Speaker>;

/** Which speakers to list. */
export interface SpeakerWish {
  readonly language?: string | undefined;
  readonly role?: Role | undefined;
  /** Part of the id, the name, a mood word or the humour; case does not count. */
  readonly q?: string | undefined;
}

@Injectable()
export class SpeakerService implements OnModuleInit {
  constructor(
    private readonly speakers: SpeakerRepository,
    private readonly presets: PresetService,
    private readonly references: References,
    private readonly database: Database,
    private readonly parts: DocumentParts,
  ) {}

  /** A preset may name those that are here. */
  onModuleInit(): void {
    this.references.register('speaker', async (ids) => {
      const known = new Set((await this.all()).map(({ id }) => id));
      return ids.filter((id) => !known.has(id));
    });
    this.parts.register('speakers', this.#part());
  }

  /** Speakers in a document of configuration. */
  #part(): DocumentPart {
    const rowOf = (dto: NewSpeakerDto) => {
      const { id, name, roles } = dto;
      return { ...DEFAULTS, ...speakerChanges(dto), id, name, roles };
    };
    return new ListPart<NewSpeakerDto, Speaker>({
      Dto: NewSpeakerDto,
      table: 'speaker',
      idField: 'id',
      max: SPEAKERS_MAX,
      all: () => this.speakers.all(),
      idOf: ({ id }) => id,
      toWire: speakerFields,
      add: (dto) => this.speakers.add(rowOf(dto)),
      change: (id, dto) => this.speakers.change(id, rowOf(dto)),
      remove: (id) => this.speakers.remove(id),
      dangling: () => Promise.resolve([]),
    });
  }

  /** @throws SpeakerNotFound */
  get(id: string): Promise<Speaker> {
    return this.speakers.get(id);
  }

  all(): Promise<Speaker[]> {
    return this.speakers.all();
  }

  /** By id. */
  page(page: PageQueryDto, { language, role, q }: SpeakerWish): Promise<Page<Speaker>> {
    return this.speakers.page(page, { language, role, q }, (query) => {
      if (language !== undefined)
        query.andWhere('thing.languages @> :languages::jsonb', {
          languages: JSON.stringify([language]),
        });
      if (role !== undefined)
        query.andWhere('thing.roles @> :roles::jsonb', { roles: JSON.stringify([role]) });
      if (q !== undefined)
        query.andWhere(
          `(strpos(lower(thing.name), lower(:q)) > 0 or strpos(thing.id, lower(:q)) > 0
            or strpos(lower(thing.mood::text), lower(:q)) > 0 or strpos(lower(thing.humour), lower(:q)) > 0)`,
          { q },
        );
    });
  }

  /** @throws AlreadyStored, TooManyStored */
  async add(speaker: Partial<Speaker> & Pick<Speaker, 'id' | 'name' | 'roles'>): Promise<Speaker> {
    await this.speakers.add({ ...DEFAULTS, ...speaker });
    return this.get(speaker.id);
  }

  /**
   * @param version Of the speaker that the client has read; nothing where it does not mind.
   * @throws SpeakerNotFound, StoredChanged
   */
  async change(
    id: string,
    version: number | undefined,
    changes: Partial<Speaker> | ((speaker: Speaker) => Partial<Speaker>),
  ): Promise<Speaker> {
    await this.database.transaction(async () => {
      const speaker = await this.speakers.locked(id, version);
      await this.speakers.change(id, typeof changes === 'function' ? changes(speaker) : changes);
    });
    return this.get(id);
  }

  /**
   * @param version Of the speaker that the client has read; nothing where it does not mind.
   * @throws SpeakerNotFound, StoredChanged, SpeakerInUse
   */
  async remove(id: string, version?: number): Promise<void> {
    await this.database.transaction(async () => {
      await this.speakers.locked(id, version);
      const hosted = (await this.presets.all())
        .filter(({ primarySpeaker, secondarySpeaker }) =>
          [primarySpeaker, secondarySpeaker].includes(id),
        )
        .map(({ name }) => name);
      if (hosted.length > 0) throw new SpeakerInUse(id, hosted);
      await this.speakers.remove(id);
    });
  }

  /** What has been measured of this speaker's voices, by language. */
  paces(id: string): Promise<SpeakerPace[]> {
    return this.speakers.paces(id);
  }

  /** @returns Characters of script text that this speaker's voice reads in a second. */
  async charactersPerSecond(id: string, language: Language): Promise<number> {
    return (await this.speakers.pace(id, language))?.charactersPerSecond ?? PACE_DEFAULT[language];
  }

  /** Remembers how long a voice took over so many characters of script text. */
  async learnPace(
    id: string,
    language: Language,
    characters: number,
    seconds: number,
  ): Promise<void> {
    if (seconds <= 0 || characters <= 0) return;
    const charactersPerSecond = characters / seconds;
    const measured = { speakerId: id, language, charactersPerSecond, measuredSeconds: seconds };
    await this.speakers.learnPace(measured, PACE_SECONDS_KEPT);
  }
}
