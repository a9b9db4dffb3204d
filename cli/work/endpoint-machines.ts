import { bounded, exactly, known, type Estimate } from "../../carbon";
import { number, plain, positiveOr, text, textAt } from "../stack/property";
import type { StackIndex } from "../stack/stack-index";
import type { Bag, StackResource } from "../stack/stack-resource";
import { rangeOf } from "./figures";
import type { Surroundings } from "./finding";

const targetType = "aws:appautoscaling/target:Target";

/**
 * How many machines serve: as stated, else between the bounds of what scales them, else as many as it starts with; undefined
 * where that is not known yet.
 */
export function instancesOf(
  resource: StackResource,
  variant: Bag,
  { knobs, index }: Surroundings,
): { readonly machines: Estimate<number>; readonly says: string } | undefined {
  if (knobs.instances !== undefined) {
    const { low, likely, high } = rangeOf(knobs.instances, Number);
    const machines = known({ low, likely, high }, "number of machines as stated");
    return { machines, says: low === high ? String(low) : `${low}-${high}` };
  }
  const scaled = scalingOf(resource, variant, index);
  if (scaled === "later") return undefined;
  if (scaled === undefined || scaled.least === scaled.most) {
    const count = scaled?.least ?? positiveOr(1, variant, ["initialInstanceCount"]);
    if (count === undefined) return undefined;
    return { machines: known(exactly(count), "number of machines as configured"), says: String(count) };
  }
  // Hours in which nothing serves are not among the hours that somebody stated.
  const least = knobs.hoursPerMonth === undefined ? scaled.least : Math.max(1, scaled.least);
  const { most } = scaled;
  const machines = bounded(least, most, "between the bounds of its scaling", "how many machines serve on average");
  return { machines, says: `${least}-${most}` };
}

/** Bounds of the number of machines; "later" where something scales them between bounds that are not known yet. */
type Scaling = { readonly least: number; readonly most: number } | "later";

function scalingOf(resource: StackResource, variant: Bag, index: StackIndex): Scaling | undefined {
  const managed = plain(variant, ["managedInstanceScaling"]);
  if (text(plain(managed, ["status"])) === "ENABLED") {
    return between(plain(managed, ["minInstanceCount"]), plain(managed, ["maxInstanceCount"]));
  }
  const [name, variantName] = [textAt(resource, "name"), text(plain(variant, ["variantName"]))];
  const id = name === undefined || variantName === undefined ? undefined : `endpoint/${name}/variant/${variantName}`;
  const target =
    (id === undefined ? undefined : index.byAwsName(targetType, id)) ?? index.madeOf(resource.urn, targetType);
  if (target === undefined) return undefined;
  return between(plain(target.inputs, ["minCapacity"]), plain(target.inputs, ["maxCapacity"]));
}

function between(low: unknown, high: unknown): Scaling {
  const [least, most] = [number(low) ?? 0, number(high)];
  return most === undefined || most < least ? "later" : { least, most };
}
