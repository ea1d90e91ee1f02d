/** A full stop after these does not end a sentence. */
const ABBREVIATIONS =
  /(?:^|\s)(?:Mr|Mrs|Ms|Dr|St|Prof|Sr|Jr|No|vs|etc|Hr|Fr|Nr|bzw|ca|Mme|Sig|Sra)\.$/u;
/** Nor after an initial that begins a sentence or follows another one; "Radio X." does end one. */
const INITIALS = /(?:^|\s\p{Lu}\.\s|^\p{Lu}\.\s)\p{Lu}\.$/u;

/** Longest piece given to an engine at once; beyond it, a clause ends the piece. */
const PIECE_CHARACTERS_MAX = 400;

/** Splits a line into what is said in one breath: at sentence ends, and overlong ones at clauses. */
export function sentences(text: string): string[] {
  const found: string[] = [];
  let open = '';
  for (const piece of text.trim().split(/(?<=[.!?…]["'”’»)]*)\s+/u)) {
    open = open === '' ? piece : `${open} ${piece}`;
    if (ABBREVIATIONS.test(open) || INITIALS.test(open)) continue;
    found.push(...clauses(open));
    open = '';
  }
  if (open !== '') found.push(...clauses(open));
  return found;
}

function clauses(sentence: string): string[] {
  if (sentence.length <= PIECE_CHARACTERS_MAX) return [sentence];
  const cut = lastBreak(sentence.slice(0, PIECE_CHARACTERS_MAX));
  return [sentence.slice(0, cut).trim(), ...clauses(sentence.slice(cut).trim())];
}

/** After the last comma, else the last space, else wherever the piece is full. */
function lastBreak(text: string): number {
  const comma = Math.max(text.lastIndexOf(', '), text.lastIndexOf('; '), text.lastIndexOf(': '));
  if (comma > 40) return comma + 1;
  const space = text.lastIndexOf(' ');
  return space > 0 ? space : text.length;
}
