import type { Category } from '../../story/story.js';
import { type Cast, castOf, otherHost, secondsOf, speakerOf } from '../telling/cast.js';
import type { Material } from '../source/material.js';
import type { Candidate } from '../source/pick.js';
import { isOwnWarning, type Newsroom, storyIdsOf, warningsOf } from './newsroom.js';
import type { Desk } from '../telling/desk.js';
import { brief, type Brief } from '../frame/index.js';
import { Openings } from '../telling/openings.js';
import { PhrasePicker } from '../telling/phrase-picker.js';
import { phraseBookOf } from '../phrases/phrase-books.js';
import { isBrief } from './show-length.js';
import { partOf, TOP_STORIES } from './running-order.js';
import type { Script, ScriptRequest, ScriptSpeaker, Segment } from '../script.js';
import { wordsOf } from '../source/stemmer.js';
import { QUOTED_FIRST, tellMore, tellStory, TURN_WORDS_MIN } from '../telling/story-segments.js';
import { withoutLastSentence } from './shorter.js';
import { type RunPlace, untoldRuns } from './untold-runs.js';
import { isStory, mildness, paceBySpeaker, saidOf, secondsIn, type Timed } from './timed.js';

/** A show this near to its target is left alone, as a share of the target. */
const TOLERANCE = 0.015;
/** In a show of a minute one more story is worth more than a second. */
const BRIEF_TOLERANCE_SECONDS = 2.6;
/** Additions tried at most, so that a show of three hours ends too. */
const ADDITIONS_MAX = 600;
/** A new story needs room for two sentences and its lead-in. */
const NEW_STORY_SECONDS_MIN = 11;
const BRIEF_STORY_SECONDS_MIN = 6;

/** Too long by less than what was missing is better than too short. */
const BRIEF_EXCESS_SHARE = 0.7;
/** Titles said in one breath. */
const BRIEFS_MAX = 3;

/**
 * Brings a script to its length: drops what is least important, adds what was left out, and leaves every other
 * segment as it is, word for word.
 * @param speechSeconds Of each segment, measured or estimated.
 */
export function fitScript(
  script: Script,
  speechSeconds: readonly number[],
  request: ScriptRequest,
  newsroom: Newsroom,
): Script {
  const cast = castOf(request);
  const timed = script.segments.map((segment, index): Timed => ({
    segment,
    seconds: speechSeconds[index] ?? segment.estimatedSeconds,
  }));
  const fitting = new Fitting(timed, request, newsroom, cast);
  fitting.shrink();
  fitting.grow();
  const segments = fitting.segments;
  if (
    segments.length === script.segments.length &&
    segments.every((segment, index) => segment === script.segments[index])
  ) {
    return { ...script, warnings: merged(script, fitting.seconds, request, script.storyIds) };
  }
  const storyIds = storyIdsOf(segments, newsroom);
  return {
    ...script,
    segments,
    storyIds,
    warnings: merged(script, fitting.seconds, request, storyIds),
  };
}

/** Warnings about length are renewed; those of others stay. */
function merged(
  script: Script,
  seconds: number,
  request: ScriptRequest,
  storyIds: readonly string[],
): string[] {
  return [
    ...script.warnings.filter((warning) => !isOwnWarning(warning)),
    ...warningsOf(seconds, request, storyIds),
  ];
}

class Fitting {
  #timed: Timed[];
  readonly #request: ScriptRequest;
  readonly #newsroom: Newsroom;
  readonly #cast: Cast;
  readonly #pace: Map<string, number>;

  constructor(timed: Timed[], request: ScriptRequest, newsroom: Newsroom, cast: Cast) {
    this.#timed = timed;
    this.#request = request;
    this.#newsroom = newsroom;
    this.#cast = cast;
    this.#pace = paceBySpeaker(timed);
  }

  get segments(): Segment[] {
    return this.#timed.map(({ segment }) => segment);
  }

  get seconds(): number {
    return this.#timed.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  get #missing(): number {
    return this.#request.speechSecondsTarget - this.seconds;
  }

  get #tolerance(): number {
    const least = isBrief(this.#request) ? BRIEF_TOLERANCE_SECONDS : 0.8;
    return Math.max(least, this.#request.speechSecondsTarget * TOLERANCE);
  }

  /** Drops until the show is no longer than asked; one drop too many is made good by `grow`. */
  shrink(): void {
    while (this.#missing < -this.#tolerance) {
      const unit = this.#nextToDrop();
      if (unit) this.#timed = this.#timed.filter((item) => !unit.includes(item));
      else if (!this.#trim()) return;
    }
  }

  /** Where nothing may go as a whole, the sentence whose leaving comes nearest to the goal. */
  #trim(): boolean {
    const excess = -this.#missing;
    const [best] = this.#timed
      .flatMap((item, at) => {
        const picks = this.#materialOf(item.segment.storyId ?? '')?.picks ?? [];
        const shorter = withoutLastSentence(item, picks);
        return shorter
          ? [{ at, shorter, off: Math.abs(excess - (item.seconds - shorter.seconds)) }]
          : [];
      })
      .sort((left, right) => left.off - right.off);
    if (!best || best.off >= excess) return false;
    this.#timed = this.#timed.with(best.at, best.shorter);
    return true;
  }

  /** Of all that may go, the most expendable; near the goal, what comes closest to it. */
  #nextToDrop(): Timed[] | undefined {
    const units = this.#droppable();
    const excess = -this.#missing;
    const fitting = units.filter(
      (unit) => Math.abs(secondsIn(unit) - excess) <= this.#tolerance && mildness(unit) >= 60,
    );
    const pool = fitting.length > 0 ? fitting : units;
    return pool.reduce<Timed[] | undefined>(
      (best, unit) => (!best || mildness(unit) > mildness(best) ? unit : best),
      undefined,
    );
  }

  /** The last part of a story, a whole story, or a segment of the frame; the top story always stays. */
  #droppable(): Timed[][] {
    const units: Timed[][] = [];
    const storyIds = [...new Set(this.#timed.flatMap(({ segment }) => segment.storyId ?? []))];
    storyIds.forEach((storyId, index) => {
      const parts = this.#timed.filter(({ segment }) => segment.storyId === storyId);
      const telling = parts.filter(({ segment }) => segment.segmentType !== 'handover');
      const last = telling.at(-1);
      if (telling.length > 1 && last) units.push([last]);
      else if (index > 0 && this.#mayGo(storyId, storyIds, index)) units.push(parts);
    });
    for (const item of this.#timed) {
      if (item.segment.storyId === undefined && item.segment.expendability >= 60)
        units.push([item]);
    }
    return units;
  }

  /** A story that the headlines or the look back promise stays, and so does one the next hand-over builds on. */
  #mayGo(storyId: string, storyIds: readonly string[], index: number): boolean {
    if (
      this.#request.newsCount !== undefined &&
      storyIds.length <= this.#request.newsCount &&
      this.#hasOtherDrops()
    )
      return false;
    const category = this.#materialOf(storyId)?.story.category;
    const next = this.#materialOf(storyIds[index + 1] ?? '')?.story.category;
    const before = this.#materialOf(storyIds[index - 1] ?? '')?.story.category;
    if (category !== undefined && category === next && before !== category) return false;
    const sources = this.#timed
      .filter(({ segment }) => segment.storyId === storyId)
      .flatMap(({ segment }) => segment.sources);
    return !this.#timed.some(
      ({ segment }) =>
        (segment.segmentType === 'headlines' || segment.segmentType === 'look_back') &&
        segment.sources.some((source) => sources.includes(source)),
    );
  }

  #hasOtherDrops(): boolean {
    return this.#timed.some(({ segment }) => segment.expendability >= 60);
  }

  #materialOf(storyId: string): Material | undefined {
    return [...this.#newsroom.stories, ...this.#newsroom.traffic].find(
      ({ story }) => story.id === storyId,
    );
  }

  /** Adds sentences to stories that are told, then further stories, until nothing more fits or is left. */
  grow(): void {
    for (let round = 0; round < ADDITIONS_MAX && this.#missing > this.#tolerance; round++) {
      const added = isBrief(this.#request)
        ? this.#addStory() || this.#addBrief() || this.#addDetail()
        : this.#missing > 3 * NEW_STORY_SECONDS_MIN
          ? this.#addStory() || this.#addDetail() || this.#addBrief()
          : this.#addDetail() || this.#addStory() || this.#addBrief();
      if (!added) return;
    }
  }

  /** Nobody tells the goal behind the ticket prices, unless nothing else is left to fill a show. */
  #addDetail(): boolean {
    return this.#addRun('behind') || this.#addRun('anywhere');
  }

  #addRun(place: RunPlace): boolean {
    const room = this.#missing + this.#tolerance;
    let best: { at: number; segment: Segment; seconds: number } | undefined;
    const openings = this.#openings();
    this.#newsroom.stories.forEach((material, rank) => {
      const at = this.#timed.findLastIndex(({ segment }) => segment.storyId === material.story.id);
      const last = this.#timed[at];
      if (!last) return;
      for (const sentences of untoldRuns(material, this.#toldOf(material), place)) {
        // A few words more are said by whoever has been speaking.
        const [{ text: first } = { text: '' }] = sentences;
        const isTurn =
          !QUOTED_FIRST.test(first) &&
          (sentences.length > 1 || wordsOf(first).length >= TURN_WORDS_MIN);
        const speaker = isTurn
          ? otherHost(this.#cast, last.segment.speakerId)
          : speakerOf(this.#cast, last.segment.speakerId);
        const segment = tellMore(material, sentences, speaker, { rank, openings });
        const seconds = segment ? this.#secondsOf(segment, speaker) : Infinity;
        // The longest that fits; among equals the story told earlier.
        if (segment && seconds <= room && (!best || seconds > best.seconds + 0.5))
          best = { at: at + 1, segment, seconds };
      }
    });
    if (!best) return false;
    this.#timed.splice(best.at, 0, { segment: best.segment, seconds: best.seconds });
    return true;
  }

  #toldOf(material: Material): (candidate: Candidate) => boolean {
    const said = saidOf(
      this.#timed
        .filter(({ segment }) => segment.storyId === material.story.id)
        .map(({ segment }) => segment.text)
        .join(' '),
    );
    return (candidate) => said.has(candidate, this.#request);
  }

  #addStory(): boolean {
    const told = new Set(this.#timed.flatMap(({ segment }) => segment.storyId ?? []));
    const isShort = isBrief(this.#request);
    if (this.#missing < (isShort ? BRIEF_STORY_SECONDS_MIN : NEW_STORY_SECONDS_MIN)) return false;
    if (
      this.#request.newsCount !== undefined &&
      this.#countStories(told) >= this.#request.newsCount
    )
      return false;
    for (const [rank, material] of this.#newsroom.stories.entries()) {
      if (told.has(material.story.id)) continue;
      const at = this.#placeOf(material);
      const parts = this.#newStory(material, rank, this.#timed[at - 1]);
      const seconds = secondsIn(parts);
      if (parts.length === 0 || seconds > this.#missing + this.#tolerance) continue;
      this.#timed.splice(at, 0, ...parts);
      return true;
    }
    return false;
  }

  /** Titles that are all there is of a story, where nothing else is left. */
  #addBrief(): boolean {
    const said = new Set(this.#timed.flatMap(({ segment }) => segment.sources));
    const isTitles = ({ segment }: Timed): boolean =>
      segment.segmentType === 'story' && segment.storyId === undefined;
    const last = this.#timed.findLast(isTitles) ?? this.#timed.findLast(isStory);
    const speaker = last ? otherHost(this.#cast, last.segment.speakerId) : this.#cast.main;
    const left = this.#newsroom.briefs.filter(
      ({ article, story }) =>
        !said.has(article.id) && !this.#timed.some(({ segment }) => segment.storyId === story.id),
    );
    // A minute has seconds left for the shortest.
    if (isBrief(this.#request)) left.sort((a, b) => a.text.length - b.text.length);
    for (let count = left.length; count > 0; count = Math.min(count, BRIEFS_MAX) - 1) {
      const segment = this.#briefOf(left.slice(0, count), speaker, !this.#timed.some(isTitles));
      if (!segment) return false;
      const seconds = this.#secondsOf(segment, speaker);
      if (seconds > this.#missing + Math.min(this.#tolerance, this.#missing * BRIEF_EXCESS_SHARE))
        continue;
      this.#timed.splice(this.#endOf(isStory), 0, { segment, seconds });
      return true;
    }
    return false;
  }

  #briefOf(
    briefs: readonly Brief[],
    speaker: ScriptSpeaker,
    isFirst: boolean,
  ): Segment | undefined {
    return brief(briefs, speaker, isFirst, this.#deskFor(`brief/${briefs[0]?.story.id ?? ''}`));
  }

  /** Behind the last story of its part of the bulletin or of one before it, but never among the top ones. */
  #placeOf({ story }: Material): number {
    const stories = this.#timed.filter((timed) => isStory(timed) && timed.segment.storyId);
    const ids = [...new Set(stories.map(({ segment }) => segment.storyId ?? ''))];
    const part = partOf(story.category);
    const before = ids.filter((id, index) => {
      const category = this.#materialOf(id)?.story.category;
      return index < TOP_STORIES || category === undefined || partOf(category) <= part;
    });
    const last = before.at(-1);
    return this.#endOf(({ segment }) => segment.storyId === last && last !== undefined);
  }

  /** Behind the last segment of a kind, or behind the opening of the show. */
  #endOf(isOne: (timed: Timed) => boolean): number {
    const opening = this.#timed.findLastIndex(
      ({ segment }) => segment.segmentType === 'greeting' || segment.segmentType === 'headlines',
    );
    const isHere = (timed: Timed): boolean => timed.segment.segmentType === 'story' && isOne(timed);
    return Math.max(this.#timed.findLastIndex(isHere), opening) + 1;
  }

  #openings(): Openings {
    return new Openings(this.#timed.map(({ segment }) => segment.text));
  }

  #deskFor(purpose: string): Desk {
    return {
      language: this.#request.language,
      request: this.#request,
      book: phraseBookOf(this.#request.language),
      cast: this.#cast,
      picker: new PhrasePicker(
        this.#request,
        purpose,
        this.segments.map(({ text }) => text),
      ),
      openings: this.#openings(),
      subjectsNamed: new Set(this.#subjectsTold()),
      subjectsTold: new Set(this.#subjectsTold()),
    };
  }

  /** Which subjects a host has turned to is not on record: those of all that is told count. */
  #subjectsTold(): Category[] {
    const told = new Set(this.segments.map(({ storyId }) => storyId));
    return this.#newsroom.stories
      .filter(({ story }) => told.has(story.id))
      .map(({ story }) => story.category);
  }

  #countStories(told: ReadonlySet<string>): number {
    return this.#newsroom.stories.filter(({ story }) => told.has(story.id)).length;
  }

  #newStory(material: Material, rank: number, before: Timed | undefined): Timed[] {
    const last = before && isStory(before) ? before : undefined;
    const lead = last ? otherHost(this.#cast, last.segment.speakerId) : this.#cast.main;
    const category = this.#materialOf(last?.segment.storyId ?? '')?.story.category;
    const desk = this.#deskFor(`added/${material.story.id}`);
    const depth = this.#missing > 30 ? 4 : isBrief(this.#request) ? 1 : 2;
    const place = {
      lead,
      rank,
      type: 'story' as const,
      isFirst: !last,
      ...(category === undefined ? {} : { category }),
    };
    return tellStory(material, material.picks.slice(0, depth), place, desk).map((segment) => ({
      segment,
      seconds: this.#secondsOf(segment, speakerOf(this.#cast, segment.speakerId)),
    }));
  }

  #secondsOf(segment: Segment, speaker: ScriptSpeaker): number {
    return (
      secondsOf(segment.text, speaker) * (this.#pace.get(speaker.id) ?? this.#pace.get('') ?? 1)
    );
  }
}
