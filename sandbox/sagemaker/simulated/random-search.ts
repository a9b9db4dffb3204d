import type { Search, SearchParameter, Suggestion, Suggestions } from "../job-runner";

import { chanceOf } from "./chance";

/** Values for trials without any learning: a grid is walked, every other strategy draws by the seed. Hyperband stops nobody here. */
export class RandomSearch implements Suggestions {
  private given: number;

  constructor(private readonly search: Search) {
    this.given = search.history.length;
  }

  suggest(): Promise<Suggestion> {
    const number = this.given++;
    const { strategy, parameters, seed } = this.search;
    if (strategy === "Grid") return Promise.resolve(gridPoint(parameters, number));
    const drawn = parameters.map((parameter) => [
      parameter.name,
      draw(parameter, chanceOf(`${seed}/${number}/${parameter.name}`)),
    ]);
    return Promise.resolve({ kind: "trial", parameters: Object.fromEntries(drawn) as Record<string, string> });
  }

  report(): Promise<"continue"> {
    return Promise.resolve("continue");
  }

  tell(_trial: string, _value: number | undefined): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function gridPoint(parameters: readonly SearchParameter[], number: number): Suggestion {
  let rest = number;
  const values: Record<string, string> = {};
  for (const parameter of parameters) {
    if (parameter.kind !== "categorical") continue;
    values[parameter.name] = parameter.values[rest % parameter.values.length] ?? "";
    rest = Math.floor(rest / parameter.values.length);
  }
  return rest > 0 ? { kind: "exhausted" } : { kind: "trial", parameters: values };
}

function draw(parameter: SearchParameter, chance: number): string {
  if (parameter.kind === "categorical") return parameter.values[Math.floor(chance * parameter.values.length)] ?? "";
  const { min, max, kind, scaling } = parameter;
  if (kind === "integer") return String(Math.min(max, min + Math.floor(chance * (max - min + 1))));
  const value = scaling === "Logarithmic" ? min * (max / min) ** chance : min + chance * (max - min);
  return String(Math.min(max, Math.max(min, value)));
}
