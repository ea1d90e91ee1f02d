import type { Language } from '#kernel';

/** Letters that do not come apart into a base and an accent. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

/** @returns Text in which only signs remain that the steps after it know. */
export function withPlainSigns(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\uE000-\uF8FF]/gu, ' ')
    .replace(/[₀-₉]/gu, (digit) => String(digit.charCodeAt(0) - 0x2080))
    .replace(/(\d)[\u00A0\u202F\u2009](?=\d{3}(?!\d))/gu, '$1’')
    .replace(/[\u00A0\u202F\u2009\u200A\t]/gu, ' ')
    .replace(/[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/gu, '')
    .replace(/\p{Extended_Pictographic}(?![\d])[\uFE0F\u{1F3FB}-\u{1F3FF}\u200D]*/gu, (sign) =>
      /[©®™]/u.test(sign) ? '' : ' ',
    )
    .replace(/[\u{1F1E6}-\u{1F1FF}\uFE0F]/gu, '')
    .replace(/[‘’‛](?=\d{3}(?!\d))/gu, "'")
    .replace(/[‘’‛`´]/gu, "'")
    .replace(/[−]/gu, '-')
    .replace(/(?<=\d)\s?[–—]\s?(?=\d)/gu, '-')
    .replace(/½/gu, ' 1/2')
    .replace(/¼/gu, ' 1/4')
    .replace(/¾/gu, ' 3/4');
}

/** @returns Text with pauses where there were dashes, brackets and bullets, and without what has no sound. */
export function withPauses(text: string): string {
  return text
    .replace(/\s+[–—-]+\s+/gu, ', ')
    .replace(/[–—]/gu, ', ')
    .replace(/(?<!\p{L})un' (?=\p{L})/gu, "un'")
    .replace(/["“”„«»‹›]/gu, '')
    .replace(/(?<![\p{L}\p{N}\uE000-\uF8FF])'|'(?![\p{L}\p{N}])/gu, '')
    .replace(/\s*[([]\s*/gu, ', ')
    .replace(/\s*[)\]]\s*(?=[.,;:!?])/gu, '')
    .replace(/\s*[)\]]\s*/gu, ', ')
    .replace(/…|\.{2,}/gu, '.')
    .replace(/[•·▪►▶■●|\\^~{}<>*_§¶†‡¿¡]/gu, ' ')
    .replace(/\s*\n+\s*/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/\s+(?=[.,;:!?])/gu, '')
    .replace(/,(?:\s*,)+/gu, ',')
    .replace(/,\s*(?=[.;:!?])/gu, '')
    .replace(/([.!?:;])\s*,/gu, '$1')
    .replace(/^[\s,;:]+/u, '')
    .replace(/[\s,;:]+$/u, '')
    .trim();
}

/** @returns Text in letters an English voice knows: Zürich becomes Zurich. */
export function folded(text: string, language: Language): string {
  if (language !== 'en') return text;
  return text
    .replace(/[ßæÆœŒøØłŁđĐıþð]/gu, (letter) => FOLDED[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC');
}
