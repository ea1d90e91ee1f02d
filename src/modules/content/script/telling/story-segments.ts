import { otherHost, secondsOf } from './cast.js';
import { afterColon, attributed, type Told } from './attribution.js';
import type { Desk } from './desk.js';
import { chapterTitle, cleanTitle, isFragment, sportOf } from '../source/headline.js';
import { type Before, leadInOf } from './lead-in.js';
import type { Material } from '../source/material.js';
import type { Candidate } from '../source/pick.js';
import type { Openings } from './openings.js';
import type { ScriptSpeaker, Segment, SegmentType } from '../script.js';
import { wordsOf } from '../source/stemmer.js';

/** About twenty seconds: longer and nobody remembers that there are two hosts. */
const SEGMENT_WORDS_MAX = 56;
const SEGMENT_WORDS_MIN = 8;
/** Less is no turn of its own for the other host: whoever speaks says it too. */
export const TURN_WORDS_MIN = 20;
const SEGMENT_SENTENCES_MAX = 4;
/** Nobody's turn begins with what somebody else said of themselves: "I will not say", he said. */
export const QUOTED_FIRST = /^["“„«]/u;
/** About what leads in to a story. */
const LEAD_IN_WORDS = 4;

/**
 * @returns The segments that tell a story: lead-in, attribution, telling, details by the other host. None where
 * every way to begin it has been heard.
 */
export function tellStory(
  material: Material,
  sentences: readonly Candidate[],
  before: Before,
  desk: Desk,
): Segment[] {
  const ordered = [...sentences].sort((left, right) => left.order - right.order);
  const [opening = [], ...others] = chunked(
    ordered.map((candidate): Told => ({ text: candidate.text, candidate })),
    LEAD_IN_WORDS,
  );
  const start = withSport(
    joined(
      attributed(opening, material, desk, {
        isWhole: others.length === 0,
        isLead: before.isFirst && before.type === 'story',
      }),
      material,
      desk,
    ),
    material,
  );
  const leadIn = leadInOf(material, wordsIn(start), before, desk);
  if (!leadIn) return [];
  const segments: Segment[] = [];
  const chapter = chapterTitle(material.main);
  const articles = material.articles.map(({ id }) => id);
  if (leadIn.handover !== undefined) {
    const handover = segmentOf({
      type: 'handover',
      speaker: otherHost(desk.cast, before.lead.id),
      text: leadIn.handover,
      material,
      expendability: expendabilityOf(before.rank, 0),
      chapter,
      startsTopic: true,
    });
    desk.openings.take(handover.text);
    segments.push({ ...handover, sources: articles });
  }
  const text = [leadIn.inline, wordsIn(start)].filter((part) => part !== '').join(' ');
  const isFirst = segments.length === 0;
  desk.openings.take(text);
  segments.push({
    ...segmentOf({
      type: before.type,
      speaker: before.lead,
      text,
      material,
      expendability: expendabilityOf(before.rank, 0),
      startsTopic: isFirst,
      ...(isFirst ? { chapter } : {}),
    }),
    sources: [...new Set([...sourcesOf(start), ...articles])],
  });
  for (const chunk of others) addDetails(segments, chunk, { material, before, desk });
  return segments;
}

/** Half a title and the sentence behind it are one: "Zürichsee so warm wie noch nie: Am Dienstag wurden ...". */
function joined(start: readonly Told[], { main }: Material, desk: Desk): readonly Told[] {
  const [title, next, ...rest] = start;
  if (title?.candidate.part !== 'title' || !next || next.candidate.article !== main) return start;
  const isWhole =
    title.text !== title.candidate.text || !isFragment(cleanTitle(main), desk.language);
  if (isWhole || QUOTED_FIRST.test(next.text)) return start;
  const text = `${title.text.replace(/[.!]$/u, '')}: ${afterColon(next.text, desk.language)}`;
  return [{ text, candidate: next.candidate }, ...rest];
}

/** Who beat whom is no news to a listener who does not know at what. */
function withSport(start: readonly Told[], { main }: Material): readonly Told[] {
  const sport = sportOf(main);
  const [first] = start;
  if (sport === undefined || !first) return start;
  const isSaid = first.text.toLowerCase().includes(sport.toLowerCase());
  return isSaid ? start : start.with(0, { ...first, text: `${sport}. ${first.text}` });
}

/** The other host goes on; where that would begin like another segment, the one who speaks goes on. */
function addDetails(
  segments: Segment[],
  chunk: readonly Told[],
  { material, before, desk }: { material: Material; before: Before; desk: Desk },
): void {
  const last = segments.at(-1);
  if (!last) return;
  const text = wordsIn(chunk);
  if (!desk.openings.isFree(text)) {
    const longer = `${last.text} ${text}`;
    segments[segments.length - 1] = {
      ...last,
      text: longer,
      estimatedSeconds: (last.estimatedSeconds * longer.length) / last.text.length,
      sources: [...new Set([...last.sources, ...sourcesOf(chunk)])],
    };
    return;
  }
  desk.openings.take(text);
  const part = segments.filter(({ segmentType }) => segmentType !== 'handover').length;
  segments.push({
    ...segmentOf({
      type: before.type,
      speaker: otherHost(desk.cast, last.speakerId),
      text,
      material,
      expendability: expendabilityOf(before.rank, part),
      startsTopic: false,
    }),
    sources: sourcesOf(chunk),
  });
}

function wordsIn(told: readonly Told[]): string {
  return told.map(({ text }) => text).join(' ');
}

/** @returns A segment with further sentences of a story that has been told; undefined where they are too few words or
 * begin as another segment does. */
export function tellMore(
  material: Material,
  sentences: readonly Candidate[],
  speaker: ScriptSpeaker,
  { rank, openings }: { readonly rank: number; readonly openings: Openings },
): Segment | undefined {
  const told = [...sentences]
    .sort((left, right) => left.order - right.order)
    .map((candidate) => ({ text: candidate.text, candidate }));
  const text = told.map(({ text: words }) => words).join(' ');
  const words = wordsOf(text).length;
  if (words < SEGMENT_WORDS_MIN || words > SEGMENT_WORDS_MAX + 8) return undefined;
  if (!openings.isFree(text)) return undefined;
  return {
    ...segmentOf({
      type: 'story',
      speaker,
      text,
      material,
      expendability: expendabilityOf(rank, 2),
      startsTopic: false,
    }),
    sources: sourcesOf(told),
  };
}

/** Details of minor stories go first, then minor stories, the top of the show last. */
function expendabilityOf(rank: number, part: number): number {
  return part === 0 ? Math.min(59, 20 + rank) : Math.min(99, 60 + rank + part);
}

function sourcesOf(told: readonly Told[]): string[] {
  return [...new Set(told.map(({ candidate }) => candidate.article.id))];
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

/** Cuts a telling into segments; what points back stays with what it points to, and nobody is left a few words. */
function chunked(told: readonly Told[], wordsBefore: number): Told[][] {
  const chunks: Told[][] = [];
  let words = wordsBefore;
  for (const item of told) {
    const size = wordsOf(item.text).length;
    const current = chunks.at(-1);
    const stays =
      QUOTED_FIRST.test(item.text) ||
      (item.candidate.after !== undefined && words + size <= SEGMENT_WORDS_MAX + 20);
    const isFull =
      !current || words + size > SEGMENT_WORDS_MAX || current.length >= SEGMENT_SENTENCES_MAX;
    if (current && (!isFull || stays)) {
      current.push(item);
      words += size;
    } else {
      chunks.push([item]);
      words = size + (chunks.length === 1 ? wordsBefore : 0);
    }
  }
  const last = chunks.at(-1);
  if (last && chunks.length > 1 && wordsOf(wordsIn(last)).length < TURN_WORDS_MIN)
    chunks.splice(-2, 2, [...(chunks.at(-2) ?? []), ...last]);
  return chunks;
}
