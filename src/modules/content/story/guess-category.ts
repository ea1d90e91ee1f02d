import type { Article, Category } from './story.js';
import { termsOf } from './terms.js';

/** Notions that give a section away. */
const TELLING: ReadonlyArray<readonly [Category, string]> = [
  [
    'sport',
    '@match @goal @champions_league @football @tennis @wimbledon @ski @medal @olympics @tour_de_france @ice_hockey @formula_one @marathon @doping @chess @draw @coach_manager @title @final @stadium',
  ],
  ['crypto', '@bitcoin @ether @crypto'],
  [
    'business',
    '@interest_rate @central_bank @profit @revenue @quarter @forecast @shares @stock_exchange @merger @bankrupt @job_cut @inflation @gold @oil @funding @bank @wage @tariff @trade @loss @chief_executive @unemployment',
  ],
  [
    'technology',
    '@ai @chip @hack @smartphone @app @browser @update @social_media @robot @cloud @mobile_network @advertising @antitrust',
  ],
  [
    'science',
    '@space @rocket @satellite @moon @mars @astronaut @telescope @species @dinosaur @vaccine @virus @scientist @planet @cancer @physics @chemistry @climate @emission @measles @malaria @bird_flu',
  ],
  [
    'culture',
    '@film @oscar @eurovision @festival @concert @song @museum @painting @book @theatre @literature @library',
  ],
  ['weather', '@heatwave @snow @rain @storm @hurricane @temperature @drought @tornado'],
  ['traffic', '@tram @road @motorway @train @bus @construction @replacement'],
  [
    'politics',
    '@election @parliament @government @chancellor @prime_minister @coalition @opposition @minister @law @oust @budget @resign @president @majority',
  ],
];

/** The section a text belongs to by what it tells; `general` where nothing tells. Titles count double. */
export function guessCategory(article: Article): Category {
  const { title, full } = termsOf(article);
  let best: Category = 'general';
  let most = 0;
  for (const [category, notions] of TELLING) {
    let votes = 0;
    for (const notion of notions.split(' '))
      votes += Number(full.has(notion)) + Number(title.has(notion));
    if (votes <= most) continue;
    best = category;
    most = votes;
  }
  if (best !== 'general') return best;
  if (title.has('+zurich')) return 'zurich';
  if ((title.get('+switzerland') ?? 0) === 1) return 'switzerland';
  return [...title.keys()].some((term) => term.startsWith('+')) ? 'world' : 'general';
}
