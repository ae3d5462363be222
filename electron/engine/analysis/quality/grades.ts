import { polarityOf } from "./verdict-words.js";

/** What somebody said of one document, or of a retrieval as a whole. */
export interface Judgement {
  readonly label: string | null;
  readonly score: number | null;
  /** True for the user and other people: they count over models and programs. */
  readonly byPerson: boolean;
}

/** The grade that a judgement gives: its score, else what its label says; null where it says neither. Never below 0. */
export function gradeOf({ label, score }: Judgement): number | null {
  if (score !== null && Number.isFinite(score)) return Math.max(0, score);
  switch (polarityOf(label)) {
    case "good":
      return 1;
    case "between":
      return 0.5;
    case "bad":
      return 0;
    case "unknown":
      return null;
  }
}

/** One grade of several judgements: the mean of people's where there are any, else of all. Null where none gives one. */
export function jointGrade(judgements: readonly Judgement[]): number | null {
  const people = judgements.filter((judgement) => judgement.byPerson && gradeOf(judgement) !== null);
  const grades = (people.length > 0 ? people : judgements).map(gradeOf).filter((grade) => grade !== null);
  return grades.length === 0 ? null : grades.reduce((sum, grade) => sum + grade, 0) / grades.length;
}

/** From which grade on a document counts as relevant: half of a scale that ends at 1, and 1 on longer ones, as TREC has it. */
export function relevantFrom(grades: Iterable<number>): number {
  for (const grade of grades) if (grade > 1) return 1;
  return 0.5;
}
