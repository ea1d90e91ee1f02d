import type { Grammar } from './grammar.js';
import { startPattern, uncapitalisedPattern, wordPattern, wordSet } from './patterns.js';

/** French, as spoken in Switzerland. */
export const french: Grammar = {
  locale: 'fr-CH',
  abbreviations:
    'm mm mme mmes mlle dr pr prof st ste env etc cf p. ex p.ex av apr j.-c art chap fig vol no nos tél bd janv févr avr juil sept oct nov déc mio mrd hab min max'.split(
      ' ',
    ),
  stopWords:
    wordSet(`a à ai aient ainsi alors après au aucun aussi autre autres aux avait avant avec avoir car ce ceci cela
    celle celles celui ces cet cette ceux chaque chez ci comme comment contre d dans de depuis des deux donc dont du elle
    elles en encore entre est et étaient était été être eu eux fait faire il ils j je jusqu l la le les leur leurs lors lui
    m ma mais me même mes moi moins mon n ne ni non nos notre nous on ont ou où par parce pas pendant peu peut plus pour
    pourrait près qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses seront si son sont sous sur t ta
    tandis te tes toi ton tous tout toute toutes très tu un une vers vos votre vous y dit selon environ`),
  dependentStart: startPattern(
    "il(?! (?:fait|faisait|fera|a fait|y a|y avait|y aura|neige|neigera|a neigé|pleut|pleuvra|a plu|faut|faudra) )|ils|elle|elles|lui|leur|leurs|son|sa|ses|ce|c['’]est|c['’]était|cela|ceci|ça|cette|cet|ces|celui-ci|celle-ci|ceux-ci|celles-ci|celui|celle|mais|et|ou|or|donc|car|pourtant|cependant|toutefois|néanmoins|ainsi|aussi|alors|ensuite|puis|enfin|de plus|en outre|par ailleurs|en revanche|en effet|par contre|par exemple|d['’]autres?|les autres|l['’]autre|les deux|tous deux|toutes deux|y|en|là|ici|auparavant|depuis lors|entre-temps|dès lors|au contraire|à l['’]inverse|de même|sinon|autrement|une autre|un autre|cette fois|la décision|la mesure|l['’]incident|celui-là|on|parce que|au total|s['’]y|parmi (?:eux|elles|les)|pour (?:lui|elle|eux)|selon (?:lui|elle|eux)|d['’]après (?:lui|elle|eux)|chez (?:lui|elle|eux)|à (?:lui|elle|eux) seule?s?",
  ),
  reporting: wordPattern(
    "dit|disent|disait|déclaré|déclare|affirme|affirmé|affirment|explique|expliqué|ajoute|ajouté|selon|d['’]après|indique|indiqué|précise|précisé|annonce|annoncé|raconte|raconté|rapporte|estime|estimé|souligne|souligné|prévient|averti|confie|confié|résume|résumé|reconnaît|reconnu|assure|assuré|témoigne|écrit|note|calcule|promet|promis|rappelle|admet|commente|glisse|lance|sourit|soupire|recommande|répliqué|réplique|lâché|lâche|regretté|regrette|dénoncé|dénonce|salué|salue|insisté|insiste|martelé|martèle|réagi|réagit|plaide|plaidé|concède|concédé|tranche|conclut|conclu|relève|relevé|détaille|détaillé|fait savoir|fait valoir|jugé|juge|craint|ironise|tempère|tempéré|nuance|poursuit|poursuivi|lancé|plaisante|plaisanté|observe|observé|répond|répondu|raille|s['’](?:émerveille|inquiète|étonne|enthousiasme|amuse|indigne|agace|exclame)",
  ),
  pronounReporting: wordPattern(
    '(?:a-t-(?:il|elle)|(?:dit|explique|ajoute|précise|affirme|confie|raconte|résume|estime|assure|souligne|note)-(?:t-)?(?:il|elle|ils|elles))|(?:il|elle) (?:dit|explique|a dit|a déclaré|a ajouté|affirme)',
  ),
  reader: uncapitalisedPattern(
    "je|j['’]|moi|mon|ma|mes|nous|notre|nos|tu|toi|ton|ta|tes|vous|votre|vos",
  ),
  imperative: startPattern(
    'ignorez|ignore|oubliez|oublie|dites|dis|répétez|cliquez|lisez|lire (?:aussi|la suite|plus)|regardez|écoutez|inscrivez|abonnez|suivez|partagez|téléchargez|visitez|découvrez|commandez|profitez|gagnez|participez|retrouvez|voir aussi|consultez|rejoignez|envoyez|appelez|notez|veuillez|attention',
  ),
  relativeDay: wordPattern(
    "aujourd['’]hui|hier|demain|avant-hier|après-demain|ce (?:matin|midi|soir|week-end|mois)|cet après-midi|cette (?:nuit|semaine)|la semaine (?:dernière|prochaine|passée)|la nuit dernière|il y a (?:quelques|deux|trois) (?:heures|jours)|ce jour",
  ),
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  months:
    'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
      ' ',
    ),
  weekdayAdverbial:
    /(?<!(?:depuis|de|à|dès|jusqu['’]à|d['’]ici|et|le|du|que) )(?:(?:ce|tôt|tard) )?(?:dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi)(?: (?:matin|midi|après-midi|soir|dernier))?(?! (?:et|au|à|ou|prochain)\b)|dans la nuit d[eu] (?:dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi)(?: (?:à|au) (?:dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi))?/u,
  pastDayAdverbial:
    /(?<!(?:depuis|de|d['’]) ?)(?:hier(?: (?:matin|midi|après-midi|soir))?|avant-hier|la (?:semaine|nuit) (?:dernière|passée))/u,
  leaning: wordPattern('aussi|également|en outre|cependant|toutefois|en revanche|par contre|ainsi'),
  comingWeekday:
    /(?:dès|d['’]ici(?: à)?|jusqu['’]à|à partir de|depuis) (?:dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi)(?!\p{L})/iu,
  articles: ['le', 'la', 'les', 'l’', "l'"],
  smallStarts: wordSet(
    'du ce cette ces quelque quelques plusieurs chaque tous toutes contre durant pendant malgré grâce dès jusque environ par de le la les l un une des dans en à au aux pour avec sans sous sur entre depuis selon après avant deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante cinquante soixante cent mille près plus moins',
  ),
};
