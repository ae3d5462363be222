/** Ends of sentences: a full stop and the like before a space, those of East Asia and India anywhere, a line break. */
const END = /[.!?…]+["'”’»)\]]*(?=\s)|[。！？｡।॥؟۔]+["'”’」』)）]*|[\r\n]+|\\n/g;
/** "e.g.", "Dr." and single letters end no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:\p{L}|e\.g|i\.e|etc|vs|cf|dr|mr|mrs|ms|prof|no|nr|fig|z\.B|bzw|ca|d\.h|p|pp)\.$/iu;

/** The sentences of a text, and lines of a list, without white space around them, in order. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  const take = (to: number): void => {
    const sentence = text.slice(from, to).trim();
    if (sentence !== "") sentences.push(sentence);
  };
  for (const end of text.matchAll(END)) {
    const to = end.index + end[0].length;
    if (end[0].startsWith(".") && ABBREVIATION.test(text.slice(Math.max(from, end.index - 12), end.index + 1)))
      continue;
    take(end[0] === "\\n" ? end.index : to);
    from = to;
  }
  take(text.length);
  return sentences;
}
