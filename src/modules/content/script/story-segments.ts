import type { Language } from '#kernel';
import type { Category } from '../story/story.js';
import { type Cast, otherHost, secondsOf } from './cast.js';
import { capitalised, chapterTitle } from './headline.js';
import { grammarOf } from './languages/grammars.js';
import type { Candidate, Material } from './material.js';
import { onePerOutlet, spokenOutlet } from './outlet.js';
import type { PhrasePicker } from './phrase-picker.js';
import type { Phrase, PhraseBook } from './phrases/phrase-book.js';
import type { ScriptSpeaker, Segment, SegmentType } from './script.js';
import { quotationsIn, withoutQuotations } from './sentences.js';
import { wordsOf } from './stemmer.js';

/** About twenty seconds: longer and nobody remembers that there are two hosts. */
const SEGMENT_WORDS_MAX = 56;
const SEGMENT_WORDS_MIN = 8;
const SEGMENT_SENTENCES_MAX = 4;
/** A sentence of more words takes no source at its end as well. */
const SUFFIX_WORDS_MAX = 26;

/** What the desk needs to turn material into words. */
export interface Desk {
  readonly language: Language;
  readonly book: PhraseBook;
  readonly cast: Cast;
  readonly picker: PhrasePicker;
}

/** What was on air before a story. */
export interface Before {
  readonly category?: Category;
  readonly isFirst: boolean;
  readonly lead: ScriptSpeaker;
  /** Importance: 0 is the top story. */
  readonly rank: number;
  readonly type: 'story' | 'traffic';
}

/** @returns The segments that tell a story: lead-in, attribution, telling, details by the other host. */
export function tellStory(
  material: Material,
  sentences: readonly Candidate[],
  before: Before,
  desk: Desk,
): Segment[] {
  const ordered = [...sentences].sort((left, right) => left.order - right.order);
  const leadIn = leadInOf(material, before, desk);
  const [opening = [], ...others] = chunked(
    ordered.map((candidate): Told => ({ text: candidate.text, candidate })),
    wordsOf(leadIn.inline).length,
  );
  const chunks = [attributed(opening, material, desk), ...others];
  const segments: Segment[] = [];
  const chapter = chapterTitle(material.main);
  if (leadIn.handover !== undefined) {
    segments.push(
      segmentOf({
        type: 'handover',
        speaker: otherHost(desk.cast, before.lead.id),
        text: leadIn.handover,
        material,
        expendability: expendabilityOf(before.rank, 0),
        chapter,
        startsTopic: true,
      }),
    );
  }
  chunks.forEach((chunk, index) => {
    const speaker = index % 2 === 0 ? before.lead : otherHost(desk.cast, before.lead.id);
    const opener = index === 0 ? leadIn.inline : detailOpener(chunk, index, desk);
    const text = [opener, ...chunk.map(({ text: words }) => words)]
      .filter((part) => part !== '')
      .join(' ');
    const isFirst = segments.length === 0;
    segments.push({
      ...segmentOf({
        type: before.type,
        speaker,
        text,
        material,
        expendability: expendabilityOf(before.rank, index),
        startsTopic: isFirst,
        ...(isFirst ? { chapter } : {}),
      }),
      sources: sourcesOf(chunk, index === 0 ? material : undefined),
    });
  });
  return segments;
}

/** @returns A segment with further sentences of a story that has been told; undefined where they are too few words. */
export function tellMore(
  material: Material,
  sentences: readonly Candidate[],
  speaker: ScriptSpeaker,
  rank: number,
  type: 'story' | 'traffic',
): Segment | undefined {
  const told = [...sentences]
    .sort((left, right) => left.order - right.order)
    .map((candidate) => ({ text: candidate.text, candidate }));
  const text = told.map(({ text: words }) => words).join(' ');
  const words = wordsOf(text).length;
  if (words < SEGMENT_WORDS_MIN || words > SEGMENT_WORDS_MAX + 8) return undefined;
  return {
    ...segmentOf({
      type,
      speaker,
      text,
      material,
      expendability: expendabilityOf(rank, 2),
      startsTopic: false,
    }),
    sources: sourcesOf(told, undefined),
  };
}

/** Details of minor stories go first, then minor stories, the top of the show last. */
function expendabilityOf(rank: number, part: number): number {
  return part === 0 ? Math.min(59, 20 + rank) : Math.min(99, 60 + rank + part);
}

interface Told {
  readonly text: string;
  readonly candidate: Candidate;
}

function sourcesOf(told: readonly Told[], material: Material | undefined): string[] {
  return [
    ...new Set([
      ...told.map(({ candidate }) => candidate.article.id),
      ...(material?.articles ?? []).map(({ id }) => id),
    ]),
  ];
}

function segmentOf(parts: {
  type: SegmentType;
  speaker: ScriptSpeaker;
  text: string;
  material: Material;
  expendability: number;
  startsTopic: boolean;
  chapter?: string;
}): Segment {
  const { type, speaker, text, material, expendability, startsTopic, chapter } = parts;
  return {
    segmentType: type,
    speakerId: speaker.id,
    text,
    sources: [],
    storyId: material.story.id,
    ...(chapter === undefined ? {} : { chapter }),
    startsTopic,
    estimatedSeconds: secondsOf(text, speaker),
    expendability,
    unsupportedClaims: [],
  };
}

function leadInOf(
  material: Material,
  before: Before,
  { book, cast, picker }: Desk,
): { inline: string; handover?: string } {
  const { announcedAs } = material;
  const about =
    announcedAs === undefined ? undefined : picker.fresh(book.about, { topic: announcedAs });
  if (about !== undefined && !material.story.isUpdate) return { inline: about };
  if (material.story.isUpdate) return { inline: picker.fresh(book.update) ?? '' };
  if (before.isFirst)
    return {
      inline:
        before.type === 'traffic'
          ? (picker.fresh(book.toTraffic) ?? '')
          : (picker.fresh(book.first) ?? ''),
    };
  const subject = book.subjects[material.story.category];
  // "General news" is no subject that a host could stay with.
  const changes = before.category !== material.story.category;
  if (cast.main !== cast.second && picker.chance(changes ? 0.4 : 0.15)) {
    const handover = picker.fresh(book.handover, { name: before.lead.name, from: subject.from });
    if (handover !== undefined) return { inline: '', handover };
  }
  if (!changes && material.story.category !== 'general' && picker.chance(0.5))
    return { inline: picker.fresh(book.stay, { at: subject.at }) ?? picker.fresh(book.next) ?? '' };
  if (changes && material.story.category !== 'general')
    return { inline: picker.fresh(book.turn, { to: subject.to }) ?? picker.fresh(book.next) ?? '' };
  return { inline: picker.fresh(book.next) ?? '' };
}

/** Now and then the second host says that there is more; every time would be a habit. */
function detailOpener(chunk: readonly Told[], index: number, { book, picker }: Desk): string {
  const [first] = chunk;
  if (index !== 1 || !first || first.candidate.after !== undefined || !picker.chance(0.3))
    return '';
  return picker.fresh(book.detail) ?? '';
}

/** Names the outlets once: at the end of a sentence that can take it, before one that cannot, or on their own. */
function attributed(told: readonly Told[], material: Material, desk: Desk): readonly Told[] {
  const [first, second] = onePerOutlet(material.articles).map(({ outlet }) =>
    spokenOutlet(outlet, desk.language),
  );
  const forms = second === undefined ? desk.book.one : desk.book.two;
  const values: Record<string, string> =
    second === undefined ? { outlet: first ?? '' } : { first: first ?? '', second };
  const at = told.findIndex(({ text }, index) => index < 2 && takesSuffix(text, desk.language));
  const chosen = told[at];
  const leadsBadly = told[0]?.text.includes(':') === true;
  if (chosen && (leadsBadly || !desk.picker.chance(0.25))) {
    const suffix = desk.picker.any(
      forms.suffix.filter((form) => !chosen.text.includes(startOf(form))),
      values,
    );
    return told.with(at, { ...chosen, text: chosen.text.replace(/[.!]$/u, `${suffix}.`) });
  }
  const [opening, ...rest] = told;
  if (!opening) return told;
  if (opening.text.includes(':') || desk.picker.chance(0.5)) {
    const sentence = desk.picker.fresh(forms.sentence, values);
    if (sentence !== undefined) {
      const last = Math.min(1, told.length - 1);
      return told.map((item, index) =>
        index === last ? { ...item, text: `${item.text} ${sentence}` } : item,
      );
    }
  }
  return [
    {
      ...opening,
      text: `${capitalised(desk.picker.any(forms.lead, values))}${afterColon(opening.text, desk.language)}`,
    },
    ...rest,
  ];
}

/** Two clauses that start alike, ", as expected, as the Herald reports", trip a listener. */
function startOf(form: Phrase): string {
  const text = typeof form === 'string' ? form : form.say;
  return `${text.split(' ').slice(0, 2).join(' ').replace(/\{.*/u, '').trimEnd()} `;
}

/** @returns Whether ", as the Herald reports" can end the sentence without a second "said" or a muddle of commas. */
function takesSuffix(text: string, language: Language): boolean {
  if (!/[\p{L}\p{N}%][.]$/u.test(text) || wordsOf(text).length > SUFFIX_WORDS_MAX) return false;
  if (quotationsIn(text).length > 0 || /[:;()–—]/u.test(text)) return false;
  const { reporting } = grammarOf(language);
  return !reporting.test(withoutQuotations(text));
}

function afterColon(text: string, language: Language): string {
  const word = /^\p{Lu}\p{Ll}*/u.exec(text)?.[0];
  if (
    language === 'en' ||
    language === 'de' ||
    word === undefined ||
    !grammarOf(language).smallStarts.has(word.toLowerCase())
  )
    return text;
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Cuts a telling into segments; what points back stays with what it points to. */
function chunked(told: readonly Told[], wordsBefore: number): Told[][] {
  const chunks: Told[][] = [];
  let words = wordsBefore;
  for (const item of told) {
    const size = wordsOf(item.text).length;
    const current = chunks.at(-1);
    const stays = item.candidate.after !== undefined && words + size <= SEGMENT_WORDS_MAX + 20;
    const isFull =
      !current || words + size > SEGMENT_WORDS_MAX || current.length >= SEGMENT_SENTENCES_MAX;
    if (current && (!isFull || stays || size < SEGMENT_WORDS_MIN)) {
      current.push(item);
      words += size;
    } else {
      chunks.push([item]);
      words = size + (chunks.length === 1 ? wordsBefore : 0);
    }
  }
  return chunks;
}
