import { type Language, LANGUAGES } from '#kernel';
import { newsroomRequest } from '#test/newsroom-stories';
import { tellOwn } from '#test/own-story';
import { BuiltInScriptWriter } from './built-in.script-writer.js';
import { phraseBookOf } from './phrases/phrase-books.js';
import type { Phrase } from './phrases/phrase.js';
import type { Script } from './script.js';

const signal = new AbortController().signal;

const written = new Map<string, Promise<Script>>();

/** A show of twelve minutes, written once. */
function showOf(language: Language, seed: string): Promise<Script> {
  const key = `${language}/${seed}`;
  const show =
    written.get(key) ??
    newsroomRequest(language, 12, { seed }).then((request) =>
      new BuiltInScriptWriter().write(request, signal),
    );
  written.set(key, show);
  return show;
}

const sayOf = (phrase: Phrase): string => (typeof phrase === 'string' ? phrase : phrase.say);

describe.each(LANGUAGES)('a show of twelve minutes in %s', (language) => {
  const book = phraseBookOf(language);
  const shows: Script[] = [];
  beforeAll(async () => {
    for (const seed of ['a', 'b', 'c']) shows.push(await showOf(language, seed));
  });

  it('turns to a subject once, and never to a country as if the rest were from another', () => {
    for (const { segments } of shows) {
      const turns = Object.entries(book.subjects).flatMap(([category, { to, from, in: inside }]) =>
        segments.flatMap(({ text }) => {
          const said = [
            ...book.turn.map((phrase) => sayOf(phrase).replace('{to}', to)),
            ...book.handover.flatMap((phrase) =>
              ['Marcel', 'Jarvis'].map((name) =>
                sayOf(phrase)
                  .replace('{name}', name)
                  .replace('{from}', from)
                  .replace('{in}', inside),
              ),
            ),
          ];
          return said.some((phrase) => text.includes(phrase)) ? [category] : [];
        }),
      );
      expect(new Set(turns).size).toBe(turns.length);
      expect(turns).not.toContain('switzerland');
      expect(turns).not.toContain('world');
    }
  });

  it('lists no bare names at the end', () => {
    for (const { segments } of shows) {
      const [review] = segments.filter(({ segmentType }) => segmentType === 'look_back');
      expect(review?.text.match(/\p{L}[.!](?=\s|$)/gu)?.length ?? 2).toBeGreaterThan(1);
      expect(review?.text ?? '').not.toMatch(/: [^.]+ (?:and|und|et|e|y) [^.]+\.$/u);
    }
  });

  it('gives the other host more than a word to add', () => {
    for (const { segments } of shows)
      for (const { segmentType, text } of segments)
        if (segmentType === 'story') expect(text.split(' ').length).toBeGreaterThan(7);
  });
});

it('says who speaks before what is said', async () => {
  const text = await tellOwn('en', {
    title: 'Fire destroys the old mill in Ostwick',
    body: 'A fire has destroyed the old mill in Ostwick. "Nobody was in the building last night," said fire chief Anna Muster. The damage is put at two million pounds.',
  });

  expect(text).toContain('Fire chief Anna Muster said: "Nobody was in the building last night."');
});

it('makes no second team of the one it has spoken of', async () => {
  const text = await tellOwn('en', {
    title: 'Water vapour found on a rocky planet',
    summary:
      'Astronomers have found water vapour on a rocky planet ninety light years away. Whether it has oceans cannot be said, the team stresses.',
    body: 'Eleven times a planet passed in front of its star. The pattern matches steam, an international team reports after three years of analysis. Fourteen further passes have been granted by the telescope in Chile.',
  });

  expect(text).toContain('the team stresses');
  expect(text).not.toContain('an international team');
});

it('opens with the place that its title names', async () => {
  const text = await tellOwn('it', {
    title: 'Turismo, in Ticino pernottamenti in crescita del 12,5 per cento',
    body: "Il turismo ticinese parte con il piede giusto. Nei primi quattro mesi dell'anno gli alberghi hanno registrato 512'000 pernottamenti, in crescita del 12,5 per cento. A Brissago mancano i cuochi, secondo un sondaggio fra gli albergatori.",
  });

  expect(text).toContain('Il turismo ticinese parte con il piede giusto');
});

it('tells what only announces the next sentence together with it', async () => {
  const { segments } = await showOf('fr', 'a');
  const text = segments.map((segment) => segment.text).join(' ');

  expect(text).toMatch(/Les boulangers, eux, font leurs comptes\. Félicien Grosbois/u);
  expect(text).toMatch(/peu de changements en vue\. Les courtiers/u);
});

it.each(LANGUAGES)('says that it is sport before it says who won, in %s', async (language) => {
  const { subjects } = phraseBookOf(language);
  for (const seed of ['a', 'b', 'c']) {
    const request = await newsroomRequest(language, 6, { seed });
    const script = await new BuiltInScriptWriter().write(request, signal);
    const ids = new Set(
      request.stories.filter(({ category }) => category === 'sport').map(({ id }) => id),
    );
    const [first] = script.segments.filter(({ storyId }) => ids.has(storyId ?? ''));
    if (first === undefined || first.storyId === script.storyIds[0]) continue;
    const { to, from, in: inside } = subjects.sport;
    expect([to, from, inside].filter((name) => first.text.includes(name))).not.toEqual([]);
  }
});

it.each(LANGUAGES)(
  'looks back on what has been heard, and on more than one, in %s',
  async (language) => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      const { segments } = await showOf(language, seed);
      const [review] = segments.filter(({ segmentType }) => segmentType === 'look_back');
      if (!review) continue;
      expect(review.sources.length).toBeGreaterThan(1);
      const told = segments
        .filter(({ segmentType }) => segmentType === 'story')
        .map(({ text }) => text.toLowerCase())
        .join(' ');
      const words = (review.text.replace(/^[^.]*\. /u, '').match(/\p{L}{6,}/gu) ?? []).map((word) =>
        word.toLowerCase().slice(0, 5),
      );
      const heard = words.filter((word) => told.includes(word));
      expect(heard.length / words.length).toBeGreaterThan(0.5);
    }
  },
);

it('keeps the place of a title whose first word is a label, and the sport', async () => {
  const shows = await Promise.all(['a', 'b', 'c'].map((seed) => showOf('it', seed)));
  const text = shows.flatMap(({ segments }) => segments.map((segment) => segment.text)).join(' ');

  expect(text).toMatch(/(?:A Locarno la vecchia funicolare|A Mendrisio il cortometraggio)/u);
  expect(text).not.toMatch(/\. (?:La vecchia funicolare|Il cortometraggio girato)/u);
});

it('says a label with what is true there, and recalls no title that counts otherwise', async () => {
  const shows = await Promise.all(['a', 'b', 'c'].map((seed) => showOf('it', seed)));
  const text = shows.flatMap(({ segments }) => segments.map((segment) => segment.text)).join(' ');

  expect(text).toContain('Turismo: in Ticino pernottamenti in crescita');
  expect(text).toContain('Le due nuove cabine');
  expect(text).not.toContain('con una cabina');
});

it('comes back from a subject before it tells general news', async () => {
  const book = phraseBookOf('it');
  const { segments } = await showOf('it', 'a');
  const ferry = segments.find(({ text }) => text.includes('il soccorso al traghetto'));

  expect([...book.back, ...book.next].some((phrase) => ferry?.text.startsWith(sayOf(phrase)))).toBe(
    true,
  );
});

it.each<[Language, string, string]>([
  ['de', 'FC Sihltal', 'sport'],
  ['fr', 'Les 46 employés', 'business'],
])('says that it comes back to a subject it has left, in %s', async (language, story, category) => {
  const book = phraseBookOf(language);
  const { to } = book.subjects[category as 'sport' | 'business'];
  const ways = book.again.map((phrase) => sayOf(phrase).replace('{to}', to));
  for (const seed of ['a', 'b']) {
    const { segments } = await showOf(language, seed);
    const text = segments.find((segment) => segment.text.includes(story))?.text ?? '';
    expect(ways.some((way) => text.startsWith(way))).toBe(true);
  }
});

it('goes through a paragraph rather than into the middle of the next', async () => {
  const { segments } = await showOf('fr', 'a');
  const text = segments.map((segment) => segment.text).join(' ');
  const short = await new BuiltInScriptWriter().write(
    await newsroomRequest('fr', 3, { seed: 'a' }),
    signal,
  );
  const brief = short.segments.map((segment) => segment.text).join(' ');

  expect(text).toMatch(/Le feu a pris[^.]*\. Une personne légèrement intoxiquée par la fumée/u);
  expect(brief).not.toContain('par la fumée');
});

it('begins with the outlet that has a whole sentence to begin with', async () => {
  const { segments } = await showOf('en', 'a');
  const text = segments.map((segment) => segment.text).join(' ');

  expect(text).toMatch(
    /The Zurich Blades are ice hockey champions[^.]*\. Captain Nora Wyss scored in the ninth minute/u,
  );
  expect(text).not.toContain('Blades beat Hawks');
});

it('opens with no half title where its first sentence tells as much', async () => {
  const text = await tellOwn('en', {
    title: 'Storm front to reach Ostwick at ten on Friday',
    summary: 'The weather service expects gusts of up to ninety kilometres per hour in the city.',
    body: 'Bring in the geraniums, and be home by ten. The parks department has closed the arboretum until further notice. Forty additional people have been called to the stations of the fire brigade.',
  });

  expect(text).toContain('he weather service expects gusts');
  expect(text).not.toContain('Storm front to reach');
});

it('reads no print title where its text comes to the same in its second sentence', async () => {
  const { segments } = await showOf('it', 'a');
  const story = segments.filter(({ segmentType }) => segmentType === 'story');
  const text = story.map((segment) => segment.text).join(' ');

  expect(text).toContain('Il turismo ticinese parte con il piede giusto');
  expect(text).toContain("hanno registrato 512'000 pernottamenti");
  expect(text).not.toContain('Turismo, in Ticino');
});

it('tells a match and the weather from the text where that says more than the title', async () => {
  const { segments } = await showOf('fr', 'a');
  const text = segments
    .filter(({ segmentType }) => segmentType === 'story')
    .map((segment) => segment.text)
    .join(' ');

  expect(text).toContain(
    'deuxième acte de la finale de basket contre les Étoiles de Bulle, 78 à 76',
  );
  expect(text).toMatch(
    /une nuit inhabituellement froide pour la saison[^.]*\. Il a fait -4 degrés/u,
  );
  expect(text).not.toMatch(/Basket\. |Retour de la bise/u);
});

it('joins half a title with the sentence that makes it whole', async () => {
  const { segments } = await showOf('de', 'a');
  const text = segments.map((segment) => segment.text).join(' ');

  expect(text).toContain('Zürichsee so warm wie noch nie an diesem Datum: Beim Mythenquai wurden');
});

it('tells the beginning of a change once', async () => {
  const text = await tellOwn('en', {
    title: 'Tram line 8 closed at Ostplatz for six weeks of track work',
    summary: 'Line 8 will stop running between Ostplatz and Westplatz while crews replace tracks.',
    body: 'In the coming weeks, anyone riding line 8 through the fourth district will have to change. Replacement buses leave every seven minutes from the north side. Around eleven thousand passengers a day are affected.',
  });

  expect(text).toContain('Line 8 will stop running');
  expect(text).toContain('Replacement buses');
  expect(text).not.toContain('anyone riding line 8');
});

it('keeps the beginning of a text that a standfirst of one sentence leaves open', async () => {
  const text = await tellOwn('en', {
    title: 'Ostwick opens its new bridge after two years',
    summary: 'The new bridge of Ostwick is open to pedestrians after two years of work.',
    body: 'Traders on the eastern bank had waited for the opening with impatience. The work cost eleven million francs and took four months longer than planned.',
  });

  expect(text).toContain('Traders on the eastern bank');
});

it('hands over to no kind of people', async () => {
  for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
    const { segments } = await showOf('de', seed);
    for (const { text } of segments) expect(text).not.toMatch(/Stichwort \p{L}+innen/u);
  }
});

it('needs no title where the first sentence says whom it is about', async () => {
  const { segments } = await showOf('fr', 'a');
  const text = segments.map((segment) => segment.text).join(' ');

  expect(text).toContain('ne équipe lausannoise présente un boîtier');
  expect(text).not.toContain('romands. Une équipe lausannoise');
});

it('puts no source before a sentence that has a beginning of its own', async () => {
  for (const seed of ['a', 'b', 'c', 'd', 'e', 'f'])
    for (const language of ['fr', 'it', 'es'] as const) {
      const { segments } = await showOf(language, seed);
      for (const { text } of segments)
        expect(text).not.toMatch(
          /(?:Secondo|Selon|Según|D’après) (?:la|La) [^,.]+, (?:pour|dopo|diciassette|après|tras)[^,.]{3,60}, /u,
        );
    }
});

it.each(LANGUAGES)('lets no turn begin with what somebody else said, in %s', async (language) => {
  for (const seed of ['a', 'b', 'c', 'd']) {
    const { segments } = await showOf(language, seed);
    const turns = segments.filter(
      ({ text, speakerId }, at) =>
        /^["“„«]/u.test(text) && segments[at - 1]?.speakerId !== speakerId,
    );
    expect(
      turns.map(({ text }) => text).filter((text) => !/^«\s?La Traversée/u.test(text)),
    ).toEqual([]);
  }
});

it('tells French quotations, whatever space stands within their marks', async () => {
  const text = await tellOwn('fr', {
    title: 'Panne de courant à Carouge',
    body: 'Une panne de courant a touché quatre mille ménages à Carouge. «\u00a0J’ai jeté trois cents croissants et toute la pâte\u202f», soupire le boulanger Yves Morel. La panne a duré cinq heures, et les trams circulent à nouveau dans toute la commune.',
  });

  expect(text).toContain('Le boulanger Yves Morel soupire : « J’ai jeté trois cents croissants');
});

it('asks for no introduction of what is named before its full name', async () => {
  const text = await tellOwn('fr', {
    title: 'Basket : les Mouettes de Lausanne battent Bulle 78 à 76',
    body: 'Les Mouettes de Lausanne ont battu Bulle 78 à 76. Les Mouettes de Lausanne ont battu 78 à 76 les Étoiles de Bulle. Bulle devra se passer de sa meneuse, touchée à la cheville. Trois mille personnes ont suivi la rencontre dans la salle.',
  });

  expect(text).toContain('Bulle devra se passer de sa meneuse');
  expect(text).not.toContain('Étoiles de Bulle');
});

it('takes nothing as known that it has left out', async () => {
  const body =
    'Die Gemeinde Ostwil baut bis im Herbst ein neues Schulhaus für 240 Kinder. Ein Gutachten liegt unter www.ostwil.example auf. Das Gutachten sieht Mehrkosten von zwei Millionen Franken. Im Sommer wird gebaut, eröffnet wird im nächsten Jahr.';

  const text = await tellOwn('de', { title: 'Ostwil baut ein neues Schulhaus', body });

  expect(text).toContain('neues Schulhaus');
  expect(text).not.toContain('Das Gutachten');
});

it('takes nothing as known that a sentence about the newspaper has said', async () => {
  const text = await tellOwn('en', {
    title: 'Swimmer crosses Lake Ostwick in record time',
    body: 'A swimmer has crossed Lake Ostwick in five hours, a record. "It was the escort boat that kept me going," she told this newspaper. Rules forbid touching the boat. Two hundred people stood on the meadow with flags and lamps.',
  });

  expect(text).toContain('Two hundred people');
  expect(text).not.toContain('the boat');
});

it('names the sport that only the title names', async () => {
  const text = await tellOwn('fr', {
    title: 'Basket : les Mouettes de Lausanne battent Bulle 78 à 76',
    body: 'Les Mouettes de Lausanne ont battu Bulle 78 à 76 samedi soir. Kadia Berthoud a marqué le dernier panier. Trois mille personnes ont suivi la rencontre dans la salle.',
    category: 'sport',
  });

  expect(text).toMatch(/Basket\. /u);
});

it.each<[Language, RegExp]>([
  ['fr', /(?:rapporte|écrit) : \p{Ll}/u],
  ['it', /(?:riferisce|scrive): \p{Ll}/u],
  ['es', /(?:informa|escribe): \p{Ll}/u],
])('reads out no colon where the language has a better way, %s', async (language, colon) => {
  for (const seed of ['a', 'b', 'c', 'd']) {
    const { segments } = await showOf(language, seed);
    for (const { text } of segments) expect(text).not.toMatch(colon);
  }
});

it('tells no reported speech without the sentence that says whose it is', async () => {
  const body =
    'Auf dem Säntis liegt im Mai noch ein halber Meter Schnee. Der Wetterdienst erklärt das unter www.schnee.example näher. In neun der letzten dreissig Jahre sei auf dieser Höhe noch Schnee gefallen. Im Flachland bleibt es mild und trocken bis zum Wochenende. Die Wanderwege sind offen und werden täglich geprüft.';

  const text = await tellOwn('de', { title: 'Schnee auf dem Säntis im Mai', body });

  expect(text).toContain('ein halber Meter Schnee');
  expect(text).not.toContain('In neun der letzten');
});

it('lets no outlet echo its verb', async () => {
  for (const seed of ['a', 'b', 'c', 'd', 'e']) {
    const script = await showOf('de', seed);
    for (const { text } of script.segments)
      expect(text).not.toMatch(
        /meldet die Zürcher Tagesmeldung|Tagesmeldung (?:meldet|\p{L}+ meldet)/u,
      );
  }
});
