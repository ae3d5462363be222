/** The numbers of calls to choose a least one from: 1, 2, 5, 10 and so on below the most. */
export function thresholds(most: number): readonly number[] {
  const steps = [1];
  for (let power = 1; power <= most; power *= 10) {
    for (const digit of [1, 2, 5]) {
      const value = digit * power;
      if (value > 1 && value <= most) steps.push(value);
    }
  }
  return steps;
}
