import { type Language, LANGUAGES } from '#kernel';
import { grammarOf } from '../script/languages/grammars.js';
import { fold, lexicon } from './lexicon/lexicon.js';

/** A word of the grammar tells more of a language than one of the news. */
const GRAMMAR_VOTES = 2;

/**
 * The language of a headline, told by its small words and by the notions it names: statistics of letters are
 * lost on eight words.
 * @param otherwise Where nothing tells.
 */
export function languageOf(text: string, otherwise: Language): Language {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  let best = otherwise;
  let most = 0;
  for (const language of [otherwise, ...LANGUAGES]) {
    const { stopWords } = grammarOf(language);
    let votes = /[äöüß]/iu.test(text) && language === 'de' ? 1 : 0;
    for (const word of words.slice(0, 200)) {
      if (stopWords.has(word)) votes += GRAMMAR_VOTES;
      else if (isNotion(word, language)) votes++;
    }
    if (votes <= most) continue;
    best = language;
    most = votes;
  }
  return best;
}

function isNotion(word: string, language: Language): boolean {
  const notion = lexicon().word(fold(word), language);
  return notion !== undefined && notion.kind !== 'place';
}
