import type { Category } from '../../story/story.js';
import type { Desk } from './desk.js';
import { isBrief } from '../plan/show-length.js';
import type { Material } from '../source/material.js';
import { spokenCity } from './place.js';
import type { Phrase } from '../phrases/phrase.js';
import type { ScriptSpeaker } from '../script.js';
import { topicOf } from './topic.js';

/** What was on air before a story. */
export interface Before {
  readonly category?: Category;
  readonly isFirst: boolean;
  readonly lead: ScriptSpeaker;
  /** Importance: 0 is the top story. */
  readonly rank: number;
  readonly type: 'story' | 'traffic';
}

/** How a story is reached: words of the one who tells it, or of the other one, who hands over. */
export interface LeadIn {
  readonly inline: string;
  readonly handover?: string;
}

/** So much of a story names what a hand-over has promised. */
const PROMISED_CHARACTERS = 160;
const LIGHT: ReadonlySet<Category> = new Set(['culture', 'sport', 'science', 'technology']);
/**
 * What a host cannot turn to: general news, and places. The category of a feed says where it looks from; half of its
 * stories, and of those of sport or business before it, may be from the same country.
 */
const NO_SUBJECTS: ReadonlySet<Category> = new Set(['general', 'world', 'switzerland', 'zurich']);
const DIRECT: LeadIn = { inline: '' };

/**
 * @param body What follows it.
 * @returns How the story is reached, in words that no other segment begins with; undefined where there are none left.
 */
export function leadInOf(
  material: Material,
  body: string,
  before: Before,
  desk: Desk,
): LeadIn | undefined {
  const ways = new Ways(material, body, before, desk);
  for (const way of wishes(material, before, desk, ways)) {
    const leadIn = way();
    if (!leadIn) continue;
    desk.subjectsTold.add(material.story.category);
    return leadIn;
  }
  return undefined;
}

type Way = () => LeadIn | undefined;

/** What suits the place in the show, best first, down to what always does. */
function wishes(material: Material, before: Before, desk: Desk, ways: Ways): Way[] {
  const { book, picker, request } = desk;
  const always: Way[] = [ways.direct, ways.next, ways.turn, ways.handover];
  if (material.story.isUpdate) return [ways.said(book.update), ...always];
  if (before.isFirst && before.type === 'traffic') return [ways.said(book.toTraffic), ...always];
  if (isBrief(request)) return always;
  if (before.isFirst)
    return [ways.said(material.isAnnounced ? book.firstHeadline : book.first), ...always];
  const roll = picker.roll();
  if (before.category === material.story.category) {
    if (roll < 0.4) return always;
    if (roll < 0.6) return [ways.stay, ways.next, ...always];
    return roll < 0.75 ? [ways.handoverTopic, ways.next, ...always] : [ways.next, ...always];
  }
  return changes(material, before, roll, { desk, ways });
}

/** What leads to another subject: its name, or that the one that was named is over. */
function changes(
  { story }: Material,
  before: Before,
  roll: number,
  { desk, ways }: { readonly desk: Desk; readonly ways: Ways },
): Way[] {
  const always: Way[] = [ways.turn, ways.handover, ways.direct, ways.next];
  if (NO_SUBJECTS.has(story.category))
    return before.category !== undefined && desk.subjectsNamed.has(before.category)
      ? [ways.back, ways.next, ...always]
      : [...(roll < 0.4 ? [ways.home] : []), ...always];
  if (desk.subjectsTold.has(story.category)) return [ways.again, ways.next, ...always];
  // Who beat whom is no news before a listener knows that it is sport.
  if (story.category === 'sport')
    return roll < 0.5 ? [ways.handover, ...always] : [ways.turn, ...always];
  if (roll < 0.18) return [ways.home, ...always];
  if (roll < 0.36) return [ways.handoverTopic, ways.handover, ...always];
  if (roll < 0.54) return [ways.handover, ...always];
  if (roll < 0.66) return [ways.contrast, ...always];
  return [ways.turn, ...always];
}

class Ways {
  readonly #material: Material;
  readonly #body: string;
  readonly #before: Before;
  readonly #desk: Desk;

  constructor(material: Material, body: string, before: Before, desk: Desk) {
    this.#material = material;
    this.#body = body;
    this.#before = before;
    this.#desk = desk;
  }

  readonly direct: Way = () => (this.#desk.openings.isFree(this.#body) ? DIRECT : undefined);

  readonly next: Way = () => this.#inline(this.#desk.book.next);

  /** From a subject to what has none. */
  readonly back: Way = () => this.#inline(this.#desk.book.back);

  /** To a subject that the show has left. */
  readonly again: Way = () => this.#inline(this.#desk.book.again, { to: this.#subject.to });

  readonly turn: Way = () =>
    this.#naming(() => this.#inline(this.#desk.book.turn, { to: this.#subject.to }));

  readonly stay: Way = () =>
    NO_SUBJECTS.has(this.#category)
      ? undefined
      : this.#inline(this.#desk.book.stay, { at: this.#subject.at });

  readonly contrast: Way = () => {
    const { category } = this.#before;
    const isOne =
      category !== undefined && LIGHT.has(category) !== LIGHT.has(this.#material.story.category);
    return isOne ? this.#inline(this.#desk.book.contrast) : undefined;
  };

  /** Where the story says itself that it happened in the city of the show. */
  readonly home: Way = () => {
    const { request, language, book } = this.#desk;
    const place = spokenCity(request.city, language);
    if (!this.#body.slice(0, PROMISED_CHARACTERS).includes(` ${place.inCity}`)) return undefined;
    return this.#inline(book.home, { ...place });
  };

  readonly handover: Way = () =>
    this.#naming(() =>
      this.#handover(this.#desk.book.handover, { from: this.#subject.from, in: this.#subject.in }),
    );

  readonly handoverTopic: Way = () => {
    const topic = topicOf(this.#material, this.#desk.request);
    const isNamed =
      topic !== undefined && this.#body.slice(0, PROMISED_CHARACTERS).includes(bareTopic(topic));
    return isNamed
      ? this.#handover(this.#desk.book.handoverTopic, { topic, onTopic: onTopic(topic) })
      : undefined;
  };

  /** A phrase of any kind, before the story itself. */
  said(phrases: readonly Phrase[]): Way {
    return () => this.#inline(phrases);
  }

  get #category(): Category {
    return this.#material.story.category;
  }

  get #subject() {
    return this.#desk.book.subjects[this.#category];
  }

  /** A subject is turned to once a show. */
  #naming(way: Way): LeadIn | undefined {
    const { subjectsNamed } = this.#desk;
    if (NO_SUBJECTS.has(this.#category) || subjectsNamed.has(this.#category)) return undefined;

    const leadIn = way();
    if (leadIn) subjectsNamed.add(this.#category);
    return leadIn;
  }

  #inline(phrases: readonly Phrase[], values: Record<string, string> = {}): LeadIn | undefined {
    const { picker, openings } = this.#desk;
    const opens = (text: string): boolean => openings.isFree(`${text} ${this.#body}`);
    const inline =
      picker.fresh(phrases, values, (text) => openings.isFresh(text) && opens(text)) ??
      picker.fresh(phrases, values, opens);
    return inline === undefined ? undefined : { inline };
  }

  #handover(phrases: readonly Phrase[], values: Record<string, string>): LeadIn | undefined {
    const { cast, picker, openings } = this.#desk;
    if (cast.main === cast.second || !openings.isFree(this.#body)) return undefined;
    const name = this.#before.lead.name;
    const handover = picker.fresh(phrases, { ...values, name }, (text) => openings.isFree(text));
    return handover === undefined ? undefined : { ...DIRECT, handover };
  }
}

const ON: Readonly<Record<string, string>> = {
  il: 'sul',
  lo: 'sullo',
  la: 'sulla',
  i: 'sui',
  gli: 'sugli',
  le: 'sulle',
};

/** Italian joins its "on" with the article. */
function onTopic(topic: string): string {
  const [first = '', ...rest] = topic.split(' ');
  if (/^l['’]/u.test(topic)) return `sull${topic.slice(1)}`;
  const joined = ON[first];
  return joined === undefined ? `su ${topic}` : `${joined} ${rest.join(' ')}`;
}

/** A topic without its article, which changes with the case and the preposition. */
function bareTopic(topic: string): string {
  return topic.replace(/^(?:the|le|la|les|il|lo|i|gli|el|los|las) |^l['’]/iu, '');
}
