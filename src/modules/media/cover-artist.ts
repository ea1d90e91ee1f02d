import type { Language } from '#kernel';

/** How a cover is laid out; each is a picture of its own with its own place for the words. */
export const COVER_LAYOUTS = ['lakeside', 'orb', 'waves', 'contours', 'grid'] as const;
export type CoverLayout = (typeof COVER_LAYOUTS)[number];

/** What a cover tells of its show. */
export interface CoverRequest {
  readonly stationName: string;
  /** "Zurich News". */
  readonly title: string;
  readonly city: string;
  /** The day as a reader of the language writes it: "Sunday, 22 November 2026". */
  readonly dateText: string;
  /** Decides palette and mood. */
  readonly style: 'fresh_morning' | 'professional_afternoon' | 'chill_evening' | 'late_night';
  readonly language: Language;
  /** The same seed paints the same picture. */
  readonly seed: string;
  /** Headlines of the show, the most important first; a few words of each may stand on the cover. */
  readonly topics: readonly string[];
  /** Categories of the stories told, the most frequent first. */
  readonly categories: readonly string[];
  /** Left out, the seed picks one. An artist who has no layouts may leave it aside. */
  readonly layout?: CoverLayout;
  /** What the money is for: the id of a show. */
  readonly subject?: string;
}

export interface Cover {
  /** 1500 x 1500 pixels, RGB, under 512 kB. */
  readonly bytes: Uint8Array;
  readonly contentType: 'image/png' | 'image/jpeg';
  /** "painted", or the name of an image model. */
  readonly artist?: string;
  /** Who was asked first and could not, and why in half a sentence. */
  readonly fellBack?: { readonly provider: string; readonly reason: string };
}

/** Paints covers. Abstract so that it is type, port and injection token in one. */
export abstract class CoverArtist {
  /** Short name: "painted". */
  abstract readonly provider: string;

  abstract paint(request: CoverRequest, signal: AbortSignal): Promise<Cover>;
}
