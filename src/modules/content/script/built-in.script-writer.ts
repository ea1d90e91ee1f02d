import type { Category } from '../story/story.js';
import { type Cast, castOf, otherHost } from './telling/cast.js';
import type { Desk } from './telling/desk.js';
import { fitScript } from './plan/fit-script.js';
import {
  bitcoin,
  brief,
  greeting,
  type HeadlineRound,
  headlines,
  lookBack,
  secondsOfAll,
  signOff,
  titleOf,
  weather,
} from './frame/index.js';
import type { Material } from './source/material.js';
import { type Newsroom, newsroomOf, storyIdsOf, warningsOf } from './plan/newsroom.js';
import { Openings } from './telling/openings.js';
import { PhrasePicker } from './telling/phrase-picker.js';
import { phraseBookOf } from './phrases/phrase-books.js';
import { plan, sentencesOf, type Telling } from './plan/plan.js';
import { inRunningOrder } from './plan/running-order.js';
import { type Script, type ScriptRequest, ScriptWriter, type Segment } from './script.js';
import { isBrief } from './plan/show-length.js';
import { tellStory } from './telling/story-segments.js';

/** From here on a show has time for titles that are all there is of a story. */
const BRIEFS_SECONDS_MIN = 150;
const BRIEFS_MIN = 2;
/** Stories among which a show of a minute chooses, and how long their first sentence may be. */
const BRIEF_CHOICE = 8;
const BRIEF_OPENING_CHARACTERS = 125;

/**
 * Writes a show without a language model: the most central sentences of the sources, cleaned and attributed, between
 * words of the station's own. Pure: the same request gives the same script, word for word.
 */
export class BuiltInScriptWriter extends ScriptWriter {
  /** @throws RangeError when the request names no speaker. */
  async write(request: ScriptRequest, signal: AbortSignal): Promise<Script> {
    signal.throwIfAborted();
    const newsroom = newsroomOf(request);
    signal.throwIfAborted();
    const draft = compose(request, newsroom);
    return fitScript(
      draft,
      draft.segments.map(({ estimatedSeconds }) => estimatedSeconds),
      request,
      newsroom,
    );
  }

  async fit(
    script: Script,
    speechSeconds: readonly number[],
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Script> {
    signal.throwIfAborted();
    return fitScript(script, speechSeconds, request, newsroomOf(request));
  }
}

function compose(request: ScriptRequest, newsroom: Newsroom): Script {
  const desk = deskOf(request);
  const opening = greeting(desk);
  const service = [...weather(desk), ...bitcoin(desk)];
  const closing = signOff(desk);
  const traffic = tellTraffic(newsroom, desk);
  const briefly = inBrief(newsroom, desk);
  const around = [...opening, ...briefly, ...traffic, ...service, ...closing];
  const best = firstOnes(newsroom.stories, request);
  const wanted = framed(best.slice(0, request.newsCount), newsroom, desk);
  const tellings = plan(best, {
    seconds: request.speechSecondsTarget - secondsOfAll([...around, ...wanted.segments]),
    charactersPerSecond: paceOf(desk.cast),
    isBrief: isBrief(request),
    ...(request.newsCount === undefined ? {} : { storiesWanted: request.newsCount }),
  });
  // The round and the look back may only name what is told.
  const told = tellings.map(({ material }) => material);
  const frame = framed(told, newsroom, { ...desk, openings: desk.openings.copy() });
  const { round, review } = frame;
  for (const { text } of frame.segments) desk.openings.take(text);
  const ranked = tellings.map(({ material, depth }, rank) => ({
    material: round.materials[rank] ?? material,
    depth,
    rank,
  }));
  const stories = tellAll(
    inRunningOrder(
      ranked,
      ({ material }) => categoryOf(material),
      ({ material }) => isAnnounced(material, round),
    ),
    'story',
    desk,
  );
  const segments = [
    ...opening,
    ...(round.segment ? [round.segment] : []),
    ...stories,
    ...briefly,
    ...traffic,
    ...service,
    ...review,
    ...closing,
  ];
  const storyIds = storyIdsOf(segments, newsroom);
  return {
    title: titleOf(request, desk.book),
    language: request.language,
    segments,
    storyIds,
    warnings: warningsOf(secondsOfAll(segments), request, storyIds),
    writer: 'built-in',
  };
}

function deskOf(request: ScriptRequest): Desk {
  return {
    language: request.language,
    request,
    book: phraseBookOf(request.language),
    cast: castOf(request),
    picker: new PhrasePicker(request, 'phrases'),
    openings: new Openings(),
    subjectsNamed: new Set(),
    subjectsTold: new Set(),
  };
}

/** A show of a minute begins with what can be said in a breath, among the best. */
function firstOnes(stories: readonly Material[], request: ScriptRequest): readonly Material[] {
  if (!isBrief(request)) return stories;
  const top = stories.slice(0, BRIEF_CHOICE);
  const isShort = ({ picks }: Material): boolean =>
    (picks[0]?.text.length ?? 0) <= BRIEF_OPENING_CHARACTERS;
  return [
    ...top.filter(isShort),
    ...top.filter((material) => !isShort(material)),
    ...stories.slice(BRIEF_CHOICE),
  ];
}

/** The headline round and the look back for what is told, each with a picker of its own. */
function framed(
  materials: readonly Material[],
  { lowerCase }: Newsroom,
  desk: Desk,
): { round: HeadlineRound; review: Segment[]; segments: Segment[] } {
  const { request } = desk;
  const openings = desk.openings.copy();
  const at = (purpose: string): Desk => ({
    ...desk,
    openings,
    picker: new PhrasePicker(request, purpose),
  });
  const round = headlines(materials, lowerCase, at('headlines'));
  const inOrder = inRunningOrder(materials, categoryOf, (one) => isAnnounced(one, round));
  const told = { ranked: materials, inOrder };
  const back = lookBack(told, round.segment?.text ?? '', lowerCase, at('look-back'));
  const review = back ? [back] : [];
  return { round, review, segments: [...(round.segment ? [round.segment] : []), ...review] };
}

function tellTraffic({ traffic }: Newsroom, desk: Desk): Segment[] {
  const isShort = isBrief(desk.request);
  const tellings = traffic.slice(0, isShort ? 1 : undefined).map((material, rank) => ({
    material,
    rank,
    depth: Math.min(isShort ? 1 : 2, material.picks.length),
  }));
  return tellAll(tellings, 'traffic', desk);
}

function inBrief({ briefs }: Newsroom, desk: Desk): Segment[] {
  if (desk.request.speechSecondsTarget < BRIEFS_SECONDS_MIN || briefs.length < BRIEFS_MIN)
    return [];
  const segment = brief(briefs, desk.cast.second, true, desk);
  return segment ? [segment] : [];
}

/** The hosts take turns; the other one adds what there is to add. */
function tellAll(
  tellings: ReadonlyArray<Telling & { readonly rank: number }>,
  type: 'story' | 'traffic',
  desk: Desk,
): Segment[] {
  const segments: Segment[] = [];
  let lead = type === 'story' ? desk.cast.main : desk.cast.second;
  tellings.forEach((telling, index) => {
    const category = tellings[index - 1]?.material.story.category;
    const before = {
      lead,
      rank: telling.rank,
      type,
      isFirst: index === 0,
      ...(category === undefined ? {} : { category }),
    };
    segments.push(...tellStory(telling.material, sentencesOf(telling), before, desk));
    // Whoever has not spoken last begins the next story.
    lead = otherHost(desk.cast, segments.at(-1)?.speakerId ?? lead.id);
  });
  return segments;
}

/** Without a headline round nobody waits for anything: rank alone decides. */
function isAnnounced({ articles }: Material, { segment }: HeadlineRound): boolean {
  return !segment || articles.some(({ id }) => segment.sources.includes(id));
}

function categoryOf({ story }: Material): Category {
  return story.category;
}

function paceOf({ main, second }: Cast): number {
  return (main.charactersPerSecond + second.charactersPerSecond) / 2;
}
