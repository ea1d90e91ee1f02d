/** Names of months and week days as feeds write them, folded: lower case, no accents. In order of the year. */
const MONTHS: ReadonlyArray<string> = [
  'january jan janvier janv januar janner enero ene gennaio gen januari januar tammikuu stycznia sty ianouarios ιανουαριος ιανουαριου ιαν januarie janeiro leden led ocak января янв яну siječanj januar jan',
  'february feb fevrier fevr fev februar feber febrero febbraio februari helmikuu lutego lut februar φεβρουαριος φεβρουαριου φεβ φεβρ fevereiro unor subat februar февраля фев februarius februar',
  'march mar mars marz maerz mrz marzo maart mrt maaliskuu marca μαρτιος μαρτιου μαρτ μαρ marco brezen mart марта мар marcius marc',
  'april apr avril avr aprile abril abr ail huhtikuu kwietnia kwi απριλιος απριλιου απρ duben nisan апреля апр aprilis apr',
  'may mai mayo maggio mag mei maj toukokuu maja μαιος μαιου μαι μαϊ kveten mayis мая май majus maj maio',
  'june jun juin juni junio giugno giu kesakuu czerwca cze ιουνιος ιουνιου ιουν ιον cerven haziran июня июн junius jun junho',
  'july jul juillet juil juli julio luglio lug heinakuu lipca lip ιουλιος ιουλιου ιουλ ιουλ ιολ cervenec temmuz июля июл julius jul julho',
  'august aug aout agosto ago augustus elokuu sierpnia sie αυγουστος αυγουστου αυγ srpen agustos авг августа augusztus',
  'september sep sept septembre septiembre settembre set syyskuu wrzesnia wrz σεπτεμβριος σεπτεμβριου σεπτ σεπ zari eylul сентября сен szeptember szept setembro',
  'october oct octobre oktober okt octubre ottobre ott lokakuu pazdziernika paz οκτωβριος οκτωβριου οκτ rijen ekim октября окт oktober outubro out',
  'november nov novembre noviembre marraskuu listopada lis νοεμβριος νοεμβριου νοεμ νοε listopad kasim ноября ноя novembro',
  'december dec decembre dezember dez diciembre dic dicembre desember des joulukuu grudnia gru δεκεμβριος δεκεμβριου δεκ prosinec aralik декабря дек decembre dezembro',
];

/** Month of the year, 1 to 12, by each of its names. */
export const MONTH_BY_NAME: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, at) => names.split(' ').map((name) => [folded(name), at + 1] as const)),
);

/** Lower case without accents and dots. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}
