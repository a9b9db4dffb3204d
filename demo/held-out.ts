/**
 * Area under the ROC curve: the chance that a damaging strike is scored above a harmless one, ties counted half.
 * @param scores - one score a row
 * @param labels - 0 or 1, in the same order
 * @throws RangeError for rows that do not match, or labels of one kind only
 */
export function areaUnderCurve(scores: readonly number[], labels: readonly number[]): number {
  if (scores.length !== labels.length) {
    throw new RangeError(`Expected as many scores as labels, got ${scores.length} and ${labels.length}`);
  }
  const order = scores
    .map((score, index) => ({ score, positive: labels[index] === 1 }))
    .sort((a, b) => a.score - b.score);
  const positives = order.filter(({ positive }) => positive).length;
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) throw new RangeError("Expected labels of both kinds, got one");
  const rankSum = sumOfPositiveRanks(order);
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mann-Whitney's rank sum; equal scores share the mean of their ranks. */
function sumOfPositiveRanks(order: readonly { readonly score: number; readonly positive: boolean }[]): number {
  let sum = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && order[end]?.score === order[start]?.score) end += 1;
    const rank = (start + 1 + end) / 2;
    sum += rank * order.slice(start, end).filter(({ positive }) => positive).length;
    start = end;
  }
  return sum;
}
