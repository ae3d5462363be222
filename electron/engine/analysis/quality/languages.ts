/**
 * Frequent words of some languages that carry grammar and not matter, by ISO 639-1 code. A word may stand in several lists: what counts is
 * which list has most of a text's words.
 */
export const FREQUENT_WORDS: Readonly<Record<string, string>> = {
  en: "the of and to in is that it for was on are with as his they be at this have from or had by but not what all were when we there can an your which their if will how do does did my me you i would should could about any",
  de: "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man kann ich mein meine wir wann was wo warum gibt ihr",
  fr: "le la les de des du et un une est que qui dans en pour pas sur au aux par plus ne se ce il elle on nous vous ils sont avec son sa ses mais ou où donc comme être avoir fait cette ces mon ma mes je j'ai quel quelle quand comment pourquoi puis-je c'est d'un l'on",
  es: "el la los las de y en que un una es por con para no se del al lo como más pero sus le ya o fue este ha sí porque esta son entre cuando muy sin sobre también me hasta hay donde quien desde todo nos mi qué cómo cuál cuándo dónde puedo tengo",
  pt: "o a os as de e em que um uma é por com para não se do da dos das no na nos nas ao mais como mas foi ele ela seu sua ou quando muito já está eu também só pelo pela até isso entre era depois sem mesmo meu minha qual posso onde porque são",
  it: "il lo la gli le di e in che un una è per con non si del della dei delle al alla da dal nel nella sono come più ma anche su questo questa ha o se io mi ci cui quando dove perché quale quanto posso mio mia essere stato",
  nl: "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij uit door over ze hij wij ik je u mijn wat hoe waar wanneer kan kunnen heeft hebben naar nog worden werd deze dit geen of tot mij",
  sv: "och i att det som en på är av för med den till inte har de ett om var jag men så vi kan från han hon du när hur vad eller där min mitt ska vill blir bli efter också nu då här alla över",
  da: "og i at det som en på er af for med den til ikke har de et om var jeg men så vi kan fra han hun du når hvordan hvad eller hvor min mit skal vil bliver blive efter også nu da her alle over kunne",
  pl: "i w na z do że się nie to jest o jak za od po ale czy ma przez dla są był co tak już tylko jego ich być może można mój moja gdzie kiedy ile jaki który która które ze przy też",
  cs: "a v na se je že s z do o to jak za po ale by pro jsou jako už nebo který která které když co jsem být má ve k mi můj kde kdy kolik také jen tak při až",
  tr: "ve bir bu da de için ile ne mi mı çok daha olarak gibi var en ben o ama sonra kadar her olan nasıl neden nerede ki değil veya şey benim ise hangi",
  fi: "ja on ei se että en oli hän mutta ovat kun niin kuin joka mitä tai minun voi ole jos myös sen tämä vain miten missä milloin miksi mikä olen",
  ro: "și de la în a cu nu pe o un că este din se pentru care mai sunt ce dar sau cum am fost al ale lui prin când unde meu mea le",
  hu: "a az és hogy nem is egy van meg de ez csak mint már volt ha vagy még nekem hol mikor miért hogyan milyen mi én ki fel el ezt azt lehet",
  id: "yang dan di untuk dengan ini itu dari tidak pada adalah dalam akan ke saya ada bisa atau juga oleh sudah anda apa bagaimana kapan berapa kami karena",
  vi: "và của là có không cho được các trong với một người này để những tôi từ như khi đã về làm thế nào bao giờ sao ở ra nào đến",
  ru: "и в не на я что с он как это а по но из у за к то от так все его для мы вы или было мне можно когда где почему сколько чтобы если есть о при мой моя какой",
  uk: "і в не на я що з він як це а по але із у за до то від так все його для ми ви або було мені можна коли де чому скільки щоб якщо є про при мій моя який та",
};
