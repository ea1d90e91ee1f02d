import { plainText } from '../source/clean-text.js';
import { visible } from '../injection/unmasked.js';

/** @returns What a model wrote as a host can say it: no markup, no stage directions, no signs for the eye. */
export function spokenText(text: string): string {
  return plainText(visible(text))
    .replace(/```[a-z]*|```/gu, ' ')
    .replace(/!?\[([^\]]{1,200})\]\([^)]{0,500}\)/gu, '$1')
    .replace(/\[[^\]]{0,120}\]/gu, ' ')
    .replace(
      /\((?:[^()]{0,20})\b(?:laugh|laughs|laughing|sigh|pause|music|jingle|applause|smil|lacht|seufzt|musik|rire|rit|musique|ride|musica|ríe|música|sound|sfx|cue)\w*[^()]{0,40}\)/giu,
      ' ',
    )
    .replace(
      /(?<![\p{L}\p{N}])[*_]{1,3}(?=\S)([^*_]{1,300}?)(?<=\S)[*_]{1,3}(?![\p{L}\p{N}])/gu,
      '$1',
    )
    .replace(/^\s*(?:#{1,6}|[-*•]|\d{1,2}[.)])\s+/gmu, '')
    .replace(/(?:\.\.\.|…)/gu, '.')
    .replace(/[<>{}|\\^~*]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/ +([,.;:!?])/gu, '$1')
    .replace(/\.{2,}/gu, '.')
    .trim();
}

/** @returns The text without the name of its speaker in front: "Marcel: Good morning." */
export function withoutSpeaker(text: string, names: readonly string[]): string {
  const name = names.find((one) => text.toLowerCase().startsWith(`${one.toLowerCase()}:`));
  return name === undefined ? text : text.slice(name.length + 1).trim();
}
