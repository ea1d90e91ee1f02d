import { type Fault, InvalidInput } from '#kernel';
import type { Script, Segment } from '#modules/content';
import type { PlannedSpeaker } from '../stages/outputs.js';

/** A segment that may have been read again: each reading is a take of its own. */
export type SpokenSegment = Segment & { reading?: number };

/** More than this in one show nobody hears to the end. */
export const SEGMENTS_MAX = 1_000;

/** One change to a script; every number is that of the script before any of them, from 1. */
export type ScriptChange =
  | {
      readonly op: 'change';
      readonly n: number;
      readonly text?: string;
      readonly speaker?: string;
      readonly chapter?: string | null;
    }
  | {
      readonly op: 'insert';
      /** 0: before the first. */
      readonly after: number;
      readonly text: string;
      readonly speaker: string;
      readonly segmentType?: Segment['segmentType'];
      readonly sources?: readonly string[];
    }
  | { readonly op: 'delete'; readonly n: number }
  | { readonly op: 'move'; readonly n: number; readonly after: number };

/** What a change may refer to. */
export interface EditLimits {
  readonly speakers: readonly PlannedSpeaker[];
  /** Ids of the articles the show is made from. */
  readonly articleIds: ReadonlySet<string>;
  /** The words as a voice is given them, in the show's language. */
  readonly spoken: (text: string, speakerId: string) => string;
}

/**
 * The script with the changes made, and nothing else touched: a segment that is not named keeps its words, and so
 * its take.
 * @throws InvalidInput that names every change at fault.
 */
export function edited(
  script: Script,
  changes: readonly ScriptChange[],
  limits: EditLimits,
): Script {
  const faults = faultsOf(script, changes, limits);
  if (faults.length > 0) throw new InvalidInput(faults);
  const segments = placed(script.segments, changes, limits);
  if (segments.length === 0)
    throw new InvalidInput([{ field: 'changes', rule: 'must leave at least one segment' }]);
  if (segments.length > SEGMENTS_MAX)
    throw new InvalidInput([
      { field: 'changes', rule: `must leave at most ${SEGMENTS_MAX} segments` },
    ]);
  return withStories(script, segments);
}

/** The same script with other segments: what it tells follows from them. */
export function withStories(script: Script, segments: readonly Segment[]): Script {
  const told = new Set(segments.flatMap(({ storyId }) => storyId ?? []));
  return { ...script, segments, storyIds: script.storyIds.filter((id) => told.has(id)) };
}

/** How long the words take at the measured pace of their speaker, seconds. */
export function estimatedSeconds(text: string, speaker: PlannedSpeaker | undefined): number {
  return text.length / (speaker?.charactersPerSecond ?? 15);
}

function faultsOf(
  { segments }: Script,
  changes: readonly ScriptChange[],
  { speakers, articleIds, spoken }: EditLimits,
): Fault[] {
  const faults: Fault[] = [];
  const named = new Set<string>();
  const cast = speakers.map(({ id }) => id);
  for (const [at, change] of changes.entries()) {
    const say = (field: string, rule: string) =>
      faults.push({ field: `changes.${at}.${field}`, rule });
    if ('n' in change) {
      if (change.n > segments.length)
        say('n', `must be the number of a segment, 1 to ${segments.length}`);
      const what = `${change.op === 'move' ? 'move' : 'change'} ${change.n}`;
      if (named.has(what)) say('n', `must not be named twice; segment ${change.n} is`);
      named.add(what);
    }
    if ('after' in change && change.after > segments.length)
      say('after', `must be the number of a segment, or 0: at most ${segments.length}`);
    if (
      (change.op === 'change' || change.op === 'insert') &&
      change.speaker !== undefined &&
      !cast.includes(change.speaker)
    )
      say('speaker', `must be a speaker of this show: ${cast.join(', ')}`);
    const text = 'text' in change ? change.text : undefined;
    if (text !== undefined && !isSpeakable(spoken(text, speakerOf(change, segments))))
      say('text', "must hold a letter or a digit that can be said in the show's language");
    const sources = change.op === 'insert' ? (change.sources ?? []) : [];
    for (const [i, id] of sources.entries())
      if (!articleIds.has(id)) say(`sources.${i}`, 'must be the id of an article of this show');
    if (change.op === 'move' && changes.some((one) => one.op === 'delete' && one.n === change.n))
      say('n', `must not be deleted and moved; segment ${change.n} is`);
  }
  return faults;
}

function speakerOf(change: ScriptChange, segments: readonly Segment[]): string {
  const given = 'speaker' in change ? change.speaker : undefined;
  const former = 'n' in change ? segments[change.n - 1]?.speakerId : undefined;
  return given ?? former ?? '';
}

/** Signs of a script that the voices do not know are left out of what they are given. */
function isSpeakable(spoken: string): boolean {
  return /[\p{L}\p{N}]/u.test(spoken);
}

function placed(
  before: readonly Segment[],
  changes: readonly ScriptChange[],
  limits: EditLimits,
): Segment[] {
  const behind = new Map<number, Segment[]>();
  const gone = new Set<number>();
  const kept = [...before];
  const put = (after: number, segment: Segment) =>
    behind.set(after, [...(behind.get(after) ?? []), segment]);
  for (const change of changes) {
    if (change.op === 'change')
      kept[change.n - 1] = changed(kept[change.n - 1] as Segment, change, limits);
    if (change.op !== 'delete') continue;
    handOn(kept, change.n - 1, gone);
    gone.add(change.n);
  }
  const moves = changes.filter((change) => change.op === 'move');
  for (const { n } of moves) gone.add(n);
  const stay = new Set(moves.filter(({ n, after }) => after === n || after === n - 1));
  for (const move of moves) if (!stay.has(move)) handOn(kept, move.n - 1, gone);
  for (const change of changes) {
    if (change.op === 'insert') put(change.after, inserted(kept[change.after - 1], change, limits));
    if (change.op !== 'move') continue;
    const segment = kept[change.n - 1] as Segment;
    put(change.after, stay.has(change) ? segment : moved(segment, kept[change.after - 1]));
  }
  const stays = kept.map((segment, at) => (gone.has(at + 1) ? [] : [segment]));
  return [
    ...(behind.get(0) ?? []),
    ...stays.flatMap((segments, at) => [...segments, ...(behind.get(at + 1) ?? [])]),
  ];
}

function changed(
  segment: SpokenSegment,
  change: Extract<ScriptChange, { op: 'change' }>,
  { speakers }: EditLimits,
): SpokenSegment {
  const speakerId = change.speaker ?? segment.speakerId;
  const text = change.text ?? segment.text;
  const isSame = speakerId === segment.speakerId && text === segment.text;
  const speaker = speakers.find(({ id }) => id === speakerId);
  const { chapter = segment.chapter } = change; // Null takes it away.
  const after: { -readonly [K in keyof SpokenSegment]: SpokenSegment[K] } = {
    ...segment,
    speakerId,
    text,
    estimatedSeconds: isSame ? segment.estimatedSeconds : estimatedSeconds(text, speaker),
  };
  // Other words are read for the first time; a chapter of null is no chapter.
  if (!isSame) delete after.reading;
  delete after.chapter;
  return chapter === undefined || chapter === null ? after : { ...after, chapter };
}

/** Behind another of its topic it begins none. */
function moved(segment: Segment, anchor: Segment | undefined): Segment {
  if (segment.storyId === undefined || anchor?.storyId !== segment.storyId) return segment;
  const after: { -readonly [K in keyof Segment]: Segment[K] } = { ...segment, startsTopic: false };
  delete after.chapter;
  return after;
}

function inserted(
  anchor: Segment | undefined,
  change: Extract<ScriptChange, { op: 'insert' }>,
  { speakers }: EditLimits,
): Segment {
  const { text, speaker } = change;
  return {
    segmentType: change.segmentType ?? anchor?.segmentType ?? 'handover',
    speakerId: speaker,
    text,
    // What goes on after a segment speaks of the same, until its author says otherwise.
    sources: change.sources ?? anchor?.sources ?? [],
    ...(anchor?.storyId !== undefined && { storyId: anchor.storyId }),
    startsTopic: false,
    estimatedSeconds: estimatedSeconds(
      text,
      speakers.find(({ id }) => id === speaker),
    ),
    expendability: anchor?.expendability ?? 0,
    unsupportedClaims: [],
  };
}

/** Where the first segment of a topic goes, the next one begins it: with its bridge, and its chapter. */
function handOn(segments: Segment[], at: number, gone: ReadonlySet<number>): void {
  const segment = segments[at] as Segment;
  if (!segment.startsTopic && segment.chapter === undefined) return;
  let next = at + 1;
  while (gone.has(next + 1)) next += 1;
  const heir = segments[next];
  if (!heir || heir.startsTopic || heir.chapter !== undefined) return;
  if (heir.storyId !== segment.storyId) return;
  const { chapter } = segment;
  segments[next] = {
    ...heir,
    startsTopic: segment.startsTopic,
    ...(chapter !== undefined && { chapter }),
  };
}
