import { SEGMENT_TYPES, type SegmentType } from '../script.js';

/** A segment as a model writes it. */
export interface ModelSegment {
  readonly type: SegmentType;
  /** Id of a speaker of the request. */
  readonly speaker: string;
  readonly text: string;
  /** Keys of the stories it tells of, as the brief names them. */
  readonly stories: readonly string[];
}

/** A longer answer is no script. */
const ANSWER_CHARACTERS_MAX = 600_000;
const SEGMENTS_MAX = 600;
const TEXT_CHARACTERS_MAX = 4_000;
const STORIES_MAX = 40;

/** @returns The JSON schema of an answer, as strict modes want it: every property required, nothing else allowed. */
export function answerSchema(speakers: readonly string[]): object {
  const segment = {
    type: 'object',
    properties: {
      type: { type: 'string', enum: SEGMENT_TYPES },
      speaker: { type: 'string', enum: speakers },
      text: { type: 'string' },
      stories: { type: 'array', items: { type: 'string' } },
    },
    required: ['type', 'speaker', 'text', 'stories'],
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: { segments: { type: 'array', items: segment } },
    required: ['segments'],
    additionalProperties: false,
  };
}

/** What could be read of an answer: segments that have their form, and what is wrong with the rest. */
export interface ReadAnswer {
  readonly segments: readonly ModelSegment[];
  /** Sentences about the whole: "It holds no JSON." */
  readonly faults: readonly string[];
}

/** Reads the text of an answer: mends what can be mended without asking, and judges the form of every segment. */
export function readAnswer(content: string, speakers: ReadonlyMap<string, string>): ReadAnswer {
  if (content.trim() === '') return { segments: [], faults: ['it answered nothing'] };
  if (content.length > ANSWER_CHARACTERS_MAX)
    return { segments: [], faults: ['its answer is too large'] };
  const json = jsonIn(content);
  if (json === undefined) return { segments: [], faults: ['its answer is no JSON'] };
  const list = Array.isArray(json) ? json : (json as { segments?: unknown }).segments;
  if (!Array.isArray(list))
    return { segments: [], faults: ['its answer holds no list of segments'] };
  if (list.length === 0) return { segments: [], faults: ['its script is empty'] };
  const segments = list
    .slice(0, SEGMENTS_MAX)
    .flatMap((one: unknown) => segmentOf(one, speakers) ?? []);
  const lost = list.length - segments.length;
  const faults =
    lost > 0 ? [`${lost} of its ${list.length} segments have not the form asked for`] : [];
  return { segments, faults };
}

/** Fences, words around it and commas too many are forgiven. */
function jsonIn(content: string): object | undefined {
  const bare = content.replace(/^\uFEFF/u, '').trim();
  const [, fence = ''] = bare.split('```', 2);
  const fenced = fence.replace(/^json/iu, '').trim();
  const object = bare.slice(bare.indexOf('{'), bare.lastIndexOf('}') + 1);
  const list = bare.slice(bare.indexOf('['), bare.lastIndexOf(']') + 1);
  const forms = [bare, fenced, object, list]
    .filter((text) => text !== '')
    .flatMap((text) => [text, text.replace(/,(?=\s*[}\]])/gu, '')]);
  for (const form of forms) {
    const value = parsed(form);
    if (value !== undefined) return value;
  }
  return undefined;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // The next form may be read.
  }
}

function segmentOf(
  value: unknown,
  speakers: ReadonlyMap<string, string>,
): ModelSegment | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, speaker, text, stories } = value as Record<string, unknown>;
  const known = SEGMENT_TYPES.find((one) => one === type);
  const id = typeof speaker === 'string' ? speakers.get(speaker.trim().toLowerCase()) : undefined;
  if (known === undefined || id === undefined || typeof text !== 'string') return undefined;
  if (text.trim() === '' || text.length > TEXT_CHARACTERS_MAX) return undefined;
  const keys = (Array.isArray(stories) ? stories : [])
    .filter((key) => typeof key === 'string')
    .slice(0, STORIES_MAX);
  return { type: known, speaker: id, text, stories: [...new Set(keys)] };
}
