import type { Instance } from "./instance";
import { instances } from "./instances";
import { once } from "./once";

/** What a family's name says. */
export interface Series {
  /** Such as "m" of "m6id". */
  readonly letters: string;
  /** Such as 6 of "m6id". */
  readonly generation: number;
  /** Disk, network and the like, without the maker of the processor: "d" of "m6id". */
  readonly variant: string;
}

/** Reads a family's name, such as "m6id". */
export function seriesOf(family: string): Series {
  const [, letters = family, generation = "0", rest = ""] = /^([a-z]+)(\d+)(.*)$/.exec(family) ?? [];
  return { letters, generation: Number(generation), variant: rest.replace(/^[aig]/, "") };
}

/**
 * Whether SageMaker is taken to sell a type: it lists a price for it, or for no type of the same series and architecture. A
 * place in the API's enumeration alone does not show that a type can be had.
 */
export function isSold(one: Instance): boolean {
  return one.price.sagemaker !== undefined || !pricedSeries().has(keyOf(one));
}

const pricedSeries = once(
  () =>
    new Set(
      instances()
        .filter((one) => one.price.sagemaker !== undefined)
        .map(keyOf),
    ),
);

function keyOf({ family, architecture }: Instance): string {
  return `${seriesOf(family).letters}/${architecture}`;
}
