import { findInstance, instances, type Instance } from "../../carbon";
import { once } from "../../carbon/catalog/once";
import { namedAccelerators, type NamedAccelerator } from "./named-accelerator";

/** The machine to reckon with for some hardware, or why there is none. */
export type RentedMachine =
  | {
      readonly kind: "rented";
      readonly machine: Instance;
      /** How many accelerators or machines the name speaks of, as 8 in "8xA100". */
      readonly named: number | undefined;
    }
  | { readonly kind: "not rented"; readonly because: string };

const typeName =
  /(?<![\w.])(?:ml\.)?[a-z]+\d[a-z\d-]*\.(?:\d+x?large|[a-z]+\d*x?large|metal(?:-\d+xl)?|medium|small|micro|nano)(?![\w.])/i;
const processorWords = /\b(CPUs?|xeon|epyc|opteron|graviton\d?|ryzen|threadripper|core i\d|intel|amd)\b/i;

/**
 * The machine that AWS rents with this hardware: a type or family by its own name, or of the types with that accelerator the one with
 * the fewest that hold as many as the run used, else with the most; ties by size and name.
 */
export function rentedMachine(hardware: string, count: number | undefined): RentedMachine {
  if (hardware === "") return no("no hardware is named");
  const [type] = typeName.exec(hardware) ?? [];
  const machine = machineOfType(type?.toLowerCase() ?? hardware) ?? machineOfFamily(hardware, count);
  if (machine !== undefined) return { kind: "rented", machine, named: undefined };
  if (type !== undefined) return no(`the catalogue holds no type ${type}`);
  return withAccelerator(hardware, namedAccelerators(hardware), count);
}

/** The machine of a type; a bare-metal one without accelerators, such as "m5.metal", is the whole host, as the largest size is. */
function machineOfType(type: string): Instance | undefined {
  const found = findInstance(type);
  const [, family, size] = /^(?:ml\.)?([a-z\d-]+)\.metal(?:-(\d+xl))?$/.exec(type) ?? [];
  if (found !== undefined || family === undefined) return found;
  if (size !== undefined) return findInstance(`${family}.${size}arge`);
  const [largest] = (families().get(family) ?? []).toSorted((one, other) => other.vcpu - one.vcpu);
  return largest?.acceleratorCount === 0 ? largest : undefined;
}

function withAccelerator(
  hardware: string,
  [found, ...others]: readonly NamedAccelerator[],
  count: number | undefined,
): RentedMachine {
  if (found === undefined) {
    return processorWords.test(hardware) && !/\b(gpu|tpu|mi\d{2,3}x?)\b/i.test(hardware)
      ? no(`${hardware} names a processor and no machine type`)
      : no(`AWS rents no machine with ${hardware}`);
  }
  if (others.length > 0) return no(`${hardware} names more than one kind of accelerator`);
  const { accelerator, isCard, count: named } = found;
  if (isCard && accelerator.form === "module") {
    return no(`AWS rents the ${accelerator.name} as a module and not as the PCIe card, which draws less`);
  }
  const machine = machineWith(accelerator.name, count ?? named);
  return machine === undefined
    ? no(`the catalogue holds no type with ${accelerator.name}`)
    : { kind: "rented", machine, named };
}

function no(because: string): RentedMachine {
  return { kind: "not rented", because };
}

/** The machine of a family with accelerators that the text names alone, such as "p4d"; undefined where it names none. */
function machineOfFamily(text: string, count: number | undefined): Instance | undefined {
  const words = text.toLowerCase().split(/[^a-z\d-]+/);
  const named = [...new Set(words)].flatMap((word) => families().get(word) ?? []);
  return sized(
    named.filter((one) => one.acceleratorCount > 0),
    count,
  );
}

/** The types of each family, by its name without "ml.". */
const families = once(() => {
  const found = new Map<string, readonly Instance[]>();
  for (const one of instances()) {
    const family = one.type.split(".").at(-2) ?? "";
    found.set(family, [...(found.get(family) ?? []), one]);
  }
  return found;
});

function machineWith(name: string, count: number | undefined): Instance | undefined {
  return sized(
    instances().filter((one) => one.accelerator === name),
    count,
  );
}

function sized(all: readonly Instance[], count: number | undefined): Instance | undefined {
  const sizes = all.map((one) => one.acceleratorCount);
  const most = Math.max(...sizes);
  const size = Math.min(...sizes.filter((one) => one >= Math.min(count ?? most, most)));
  return all
    .filter((one) => one.acceleratorCount === size)
    .toSorted((one, other) => one.vcpu - other.vcpu || (one.type < other.type ? -1 : 1))[0];
}
