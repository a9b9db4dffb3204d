import { hours } from "../../carbon";
import { positive, text } from "../stack/property";
import type { StackResource } from "../stack/stack-resource";
import type { Knobs } from "../usage/amount";
import type { Finding } from "./finding";

/** Whether somebody says the hours of a run, which then go before those that a completed one had. */
export function saysHours({ hours: said, measured = [] }: Knobs): boolean {
  return said !== undefined || measured.some((one) => one.hours !== undefined);
}

/** A finding that stands on the hours of a completed run, with these as evidence of the day that the state was told of them. */
export function withCompletion(finding: Finding, completion: StackResource | undefined, output: string): Finding {
  if (completion === undefined || finding.kind !== "estimated") return finding;
  const time = positive(completion.outputs[output]);
  const instanceType = text(completion.outputs["instanceType"]);
  const date = completion.changed?.slice(0, 10);
  if (time === undefined || instanceType === undefined || date === undefined) return finding;
  const evidence = { instanceType, date, source: "SageMaker", hours: hours(time) };
  const { figures } = finding;
  return { ...finding, figures: { ...figures, measured: [...(figures.measured ?? []), evidence] } };
}
