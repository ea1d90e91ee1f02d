/** Offices and callings that stand beside a name, with their feminine and other forms, in five languages. */
const ROLES = new RegExp(
  `^(?:${[
    'leader|mayor|governor|president|minister|secretary|chancellor|prosecutor|judge|lawyer|attorney|coach|captain|goalkeeper|striker|defender|director|chairman|chairwoman|chair|founder|professor|economist|spokesman|spokeswoman|spokesperson|commander|editor|conductor|ambassador|analyst|author|owner|neurologist|candidate',
    '\\p{L}*(?:präsident|minister|sprecher|direktor|trainer|richter|rät|leiter|chef|kommandant|anwält|forscher|autor|verleger|kanzler|vorsteher|kapitän|kandidat|gründer|professor|meteorologe|meteorolog)(?:in)?|\\p{L}*(?:rat|anwalt)|chefin',
    'maire|président|présidente|ministre|procureure?|juge|avocate?|entraîneuse?|entraîneur|capitaine|directeur|directrice|gouverneure?|préfète?|préfet|municipale?|commissaire|fondateur|fondatrice|professeure?|analyste|glaciologue|conseiller|conseillère',
    'sindaco|sindaca|presidente|presidentessa|ministro|ministra|procuratore|procuratrice|giudice|avvocato|avvocata|allenatore|allenatrice|capitano|comandante|direttore|direttrice|governatore|governatrice|assessore|assessora|municipale|fondatore|fondatrice|professore|professoressa|amministratore|amministratrice|capogruppo|meteorologo|meteorologa',
    'alcalde|alcaldesa|presidenta|fiscal|juez|jueza|abogado|abogada|entrenador|entrenadora|capitán|capitana|director|directora|gobernador|gobernadora|concejal|concejala|portavoz|fundador|fundadora|profesor|profesora|candidato|candidata|consejero|consejera|delegado|delegada|conservadora|conservador|doctora|doctor',
  ].join('|')})$`,
  'iu',
);
/** "The captain of the ship, Salvatore Esposito"; "captain Silvia Hermoso"; "Petra Hunziker, mayor". */
const NAME = "\\p{Lu}[\\p{L}'’-]+(?: (?:De |Di |von |van |de |la )?\\p{Lu}[\\p{L}'’-]+)+";
const BESIDE = new RegExp(`(\\p{L}{4,})(?:(?: [\\p{L}\'’]+){0,4},)? (${NAME})`, 'gu');
const WORDS_BETWEEN_MAX = 5;

/** @returns Names that a text gives an office which the sources give to others, as "judge Anna Muster". */
export function swappedRoles(own: string, sources: readonly string[]): string[] {
  const said = rolesIn(own);
  if (said.length === 0) return [];
  const whole = sources.join('\n');
  const holders = new Map<string, Set<string>>();
  for (const { role, surname } of rolesIn(whole))
    holders.set(role, (holders.get(role) ?? new Set()).add(surname));
  return said.flatMap(({ role, surname, text }) => {
    const known = holders.get(role);
    // Who is no one the sources know is an unknown name, not a swapped one.
    if (!known || known.has(surname) || !whole.toLowerCase().includes(surname)) return [];
    return isNear(whole, role, surname) ? [] : [text];
  });
}

interface Held {
  readonly role: string;
  readonly surname: string;
  readonly text: string;
}

function rolesIn(text: string): Held[] {
  const held: Held[] = [];
  for (let at = 0; at < text.length;) {
    BESIDE.lastIndex = at;
    const match = BESIDE.exec(text);
    if (!match) break;
    const [all, word = '', name = ''] = match;
    // A role may be the first word of what looks like a name: "Governor Anna Muster".
    const [first = '', ...rest] = name.split(' ');
    if (ROLES.test(word)) held.push({ role: word.toLowerCase(), surname: lastOf(name), text: all });
    else if (ROLES.test(first) && rest.length > 1)
      held.push({ role: first.toLowerCase(), surname: lastOf(name), text: name });
    at = match.index + word.length + 1;
  }
  return held;
}

function lastOf(name: string): string {
  return (name.split(' ').at(-1) ?? name).toLowerCase().replace(/['’]s?$/u, '');
}

/** The sources have both so close together that the office may be his: "Anna Muster, who is the mayor". */
function isNear(whole: string, role: string, surname: string): boolean {
  const words = whole.toLowerCase().match(/[\p{L}'’-]+|[.!?]/gu) ?? [];
  const places = (word: string): number[] =>
    words.flatMap((one, at) => (one.replace(/['’]s$/u, '') === word ? [at] : []));
  const names = places(surname);
  return places(role).some((at) =>
    names.some(
      (other) =>
        other < at &&
        at - other <= WORDS_BETWEEN_MAX &&
        !words.slice(other, at).some((one) => /[.!?]/u.test(one)),
    ),
  );
}
