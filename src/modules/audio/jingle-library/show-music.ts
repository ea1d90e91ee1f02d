import { Injectable } from '@nestjs/common';
import type { UploadedPiece, UploadedPieces } from '../mix/mix-plan.js';
import type { JingleKind } from './jingle.js';
import { type ChosenJingle, type JingleChoice, JingleLibrary } from './jingle-library.js';

/** The places in a show where an uploaded piece can stand in, and the length that fits there best, seconds. */
const PLACES = { intro: 12, bed: undefined, outro: 15, bridge: 4 } as const;
export type Place = keyof typeof PLACES;
/** What a show or the station wants, by place; what is left out is as `AUDIO_JINGLES` says. */
export type JingleChoices = Readonly<Partial<Record<Place, JingleChoice>>>;
export const JINGLE_PLACES = Object.keys(PLACES) as Place[];
/** Shorter ones would leave a hole: the next phase begins only after this, seconds. */
const SHORTEST_S: Readonly<Record<Place, number>> = { intro: 4, bed: 4, outro: 6.5, bridge: 0.5 };

/** A jingle that a show is heard with. */
export interface HeardJingle {
  readonly kind: JingleKind;
  readonly id: string;
  readonly name: string;
  /** Why it was chosen. */
  readonly reason: string;
}

export interface ShowMusicWish {
  /** Type or style of the show. */
  readonly showType?: string | undefined;
  /** What a show was mixed with before it was edited: the same pieces play again, and no others. */
  readonly former?: readonly HeardJingle[] | undefined;
  readonly choices?: JingleChoices | undefined;
}

/** Chooses the uploaded pieces of a show. */
@Injectable()
export class ShowMusic {
  constructor(private readonly library: JingleLibrary) {}

  /** Pieces for the mixer; a place that is left out has the built-in one. */
  async piecesFor(
    { showType, former, choices }: ShowMusicWish,
    signal?: AbortSignal,
  ): Promise<{ readonly pieces?: UploadedPieces; readonly heard: readonly HeardJingle[] }> {
    const pieces: Partial<Record<Place, UploadedPiece>> = {};
    const heard: HeardJingle[] = [];
    for (const place of JINGLE_PLACES) {
      const choice: JingleChoice | undefined = former
        ? (former.find(({ kind }) => kind === place)?.id ?? 'built_in')
        : choices?.[place];
      const wish = { kind: place, showType, durationS: PLACES[place] };
      const chosen = await this.library.choose(wish, choice, signal);
      const piece = chosen && pieceOf(place, chosen);
      if (!chosen || !piece || piece.endS - piece.startS < SHORTEST_S[place]) continue;
      pieces[place] = piece;
      const { id, name } = chosen.jingle;
      heard.push({ kind: place, id, name, reason: chosen.reason });
    }
    return heard.length > 0 ? { pieces, heard } : { heard };
  }

  /** Counts that a show on the air is heard with them, once. */
  async countUse(heard: readonly HeardJingle[], showId: string): Promise<void> {
    await this.library.countUse(
      heard.map(({ id }) => id),
      showId,
    );
  }
}

function pieceOf(place: Place, { jingle, wav }: ChosenJingle): UploadedPiece | undefined {
  const { analysis, id } = jingle;
  if (place === 'bed' && analysis?.loop) return { id, wav, ...analysis.loop };
  return analysis?.sound && { id, wav, ...analysis.sound };
}
