import type { Language } from '#kernel';
import { newsroomRequest } from '#test/newsroom-stories';
import { tellOwn } from '#test/own-story';
import { newsroomOf } from './plan/newsroom.js';

it('goes on with the news of the next sentence, not with the words of the title again', async () => {
  const { stories } = newsroomOf(await newsroomRequest('fr', 5));
  const picks = stories.find(({ main }) => main.title.startsWith('La banque centrale'))?.picks;
  const place = (words: string) => picks?.findIndex(({ text }) => text.includes(words)) ?? -1;

  expect(place('prévision d’inflation')).toBeGreaterThan(0);
  expect(place('La banque centrale se dit prête')).toBeGreaterThan(place('prévision d’inflation'));
});

it('tells no result without saying that it is being recounted', async () => {
  const text = await tellOwn('en', {
    title: 'Civic Alliance wins the election in Arandia',
    body: 'The Civic Alliance has won the election in Arandia by the narrowest margin in its history. It takes 47.3 percent of the votes, against 47.1 for the governing party. Turnout was 73.8 percent, six points more than four years ago. Observers from nine countries called the day calm and orderly. Candidate Mirta Alder spoke to 20,000 supporters in the central square of the capital. The electoral board ordered a recount in eleven districts.',
  });

  expect(text).toContain('recount in eleven districts');
});

it('follows a story past a sentence about an earlier report', async () => {
  const text = await tellOwn('en', {
    title: 'Twelve injured in earthquake off the Korell islands',
    body: 'Twelve people have been injured in an earthquake off the Korell islands. Two of them are seriously hurt. An earlier report had spoken only of cracked roads. Most of the injuries were caused by falling plaster in the harbour town of Tarn. Ferries remain in port until engineers have checked the piers.',
  });

  expect(text).not.toContain('earlier report');
  expect(text).toContain('harbour town of Tarn');
});

it.each<[Language, string, string]>([
  ['it', 'Calcio, la Ceresina vince 1-0 e torna in Prima divisione', 'Calcio'],
  ['de', 'Handball: Otmar St. Gallen steht im Final des Cups', 'Handball'],
])('names the sport that only the title names at the start, %s', async (language, title, sport) => {
  const body = {
    it: "Diciassette anni dopo l'ultima volta, l'Unione Ceresina torna nella Prima divisione. Nella gara decisiva la squadra ha superato per 1-0 il Rheinau. Il gol porta la firma di Elia Quadranti, che ha detto: «Il calcio mi ha dato tutto quello che ho.»",
    de: 'Der TSV Otmar steht zum ersten Mal seit neun Jahren im Final des Cups. Er besiegte Kriens vor 2300 Zuschauern klar. Trainer Michael Suter lobte den Handball seiner Mannschaft.',
  }[language as 'it' | 'de'];

  const text = await tellOwn(language, { title, body, category: 'sport' });

  expect(text.indexOf(`${sport}. `)).toBeGreaterThanOrEqual(0);
});

it('tells of a storm announced for ten until ten', async () => {
  const tells = async (hour: string): Promise<boolean> => {
    const now = new Date(`2026-05-20T${hour}:00:00Z`);
    const { stories, briefs } = newsroomOf(await newsroomRequest('en', 12, { now }));
    const titles = [
      ...stories.map(({ main }) => main.title),
      ...briefs.map(({ article }) => article.title),
    ];
    return titles.some((title) => title.startsWith('Storm'));
  };

  expect(await tells('19')).toBe(true);
  expect(await tells('21')).toBe(false);
});

it('says that it turns back where it turns back', async () => {
  const { stories } = newsroomOf(await newsroomRequest('en', 12));
  const texts = stories.flatMap(({ picks }) => picks.map(({ text }) => text));

  expect(texts).toContain(
    'It had looked quite different. The Davos Hawks led two to nil after the first period and hit the post twice.',
  );
});

it('begins with the title where only that says which region', async () => {
  const { stories } = newsroomOf(await newsroomRequest('es', 8));
  const desert = stories.find(({ main }) => main.title.startsWith('El desierto de Taruma'));

  expect(desert?.picks[0]?.text).toMatch(/^El desierto de Taruma pasa de 46,2/u);
});
