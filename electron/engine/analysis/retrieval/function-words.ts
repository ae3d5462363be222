import { wordsOf } from "./words.js";

/**
 * Words that carry the grammar of a sentence and say nothing of what it is about, in some languages. Of other languages rarity
 * alone decides.
 */
const LISTS = [
  // English
  `a an the and or but nor so yet if then else than that this these those there here it its he she they them their theirs his her
  hers him we us our ours you your yours i me my mine who whom whose which what when where why how is are was were be been being
  am do does did done doing has have had having will would shall should can could may might must of in on at by for from to with
  without into onto over under about above below between through during before after again further once as not no only own same
  too very just also such any all both each few more most other some up down out off because while until against s t re ve ll d
  m don`,
  // German
  `der die das den dem des ein eine einer eines einem einen und oder aber wenn dann als wie dass ob weil so nicht kein keine ist
  sind war waren sein hat haben hatte wird werden wurde kann konnen konnte soll sollte muss mussen darf ich du er sie es wir ihr
  ihnen ihm ihn mich dich sich uns euch mein dein sein unser in im an am auf aus bei mit nach von vom zu zum zur fur uber unter
  durch um ohne gegen bis auch nur noch schon sehr mehr hier da dort was wer wo wann warum`,
  // French
  `le la les un une des du de et ou mais donc ni car que qui quoi dont si ne pas plus est sont etait etaient etre a ont avait avoir
  je tu il elle nous vous ils elles me te se lui leur mon ton son ma ta sa mes tes ses notre votre nos vos ce cet cette ces en
  dans sur sous par pour avec sans chez vers au aux y l d j n c qu`,
  // Spanish, Portuguese, Italian
  `el los las una unos unas y o pero que quien cual si no es son era eran ser estar esta estan fue ha han habia del al en con sin
  por para sobre entre hasta desde como mas muy ya lo su sus mi tu nos os este esto ese eso e os as um uma uns umas ou mas nao do
  da dos das no na nos nas ao pelo pela com sem foi tem ter seu sua il gli lo uno ed ma che chi non sono era essere ha hanno di
  da nel nella sul con per tra fra come piu suo sua`,
];

const FUNCTION_WORDS: ReadonlySet<number> = new Set(LISTS.flatMap((list) => [...wordsOf(list)]));

/** True for a word that says nothing of what a sentence is about. */
export function isFunctionWord(word: number): boolean {
  return FUNCTION_WORDS.has(word);
}
