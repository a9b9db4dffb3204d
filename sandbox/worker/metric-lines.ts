/** A metric read from a container's output. */
export interface MetricReading {
  readonly name: string;
  readonly value: number;
  readonly epoch: number;
}

/** "[3]#011train-auc:0.91#011validation-auc:0.88": what the built-in XGBoost prints after each round. */
const ROUND = /^\[(\d+)\]#011/;
const VALUE = /#011(train|validation)-([^:#\s]+):([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/g;

/** The metrics of one line, by the names under which SageMaker knows them, such as "validation:auc". */
export function metricsOfLine(line: string): MetricReading[] {
  const round = ROUND.exec(line);
  if (round === null) return [];
  return [...line.matchAll(VALUE)].map(([, data, name, value]) => ({
    name: `${data ?? ""}:${name ?? ""}`,
    value: Number(value),
    epoch: Number(round[1]),
  }));
}
