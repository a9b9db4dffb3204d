import { accelerators, findInstance, instances, type Accelerator, type Instance } from "../../carbon";

/** Words of a hardware's name that tell nothing apart. */
const idleWords = /^(\d+x|x\d+|nvidia|tesla|aws|amazon|intel|habana|gpus?|sxm\d?|hbm\d?e?|hgx|dgx|tensor|core|chips?)$/;

/** The machine to reckon with for some hardware, or why there is none. */
export type RentedMachine =
  { readonly kind: "rented"; readonly machine: Instance } | { readonly kind: "not rented"; readonly because: string };

/**
 * The machine that AWS rents with this hardware: a type by its own name, or of the types with that accelerator the one with
 * the fewest that hold as many as the run used, else with the most; ties by size and name.
 */
export function rentedMachine(hardware: string, count: number | undefined): RentedMachine {
  if (hardware === "") return no("no hardware is named");
  const type = findInstance(hardware);
  if (type !== undefined) return { kind: "rented", machine: type };
  const words = wordsOf(hardware);
  const found = accelerators().find((one) => isNamed(one, words));
  if (found === undefined) return no(`AWS rents no machine with ${hardware}`);
  if (words.includes("pcie") && found.form === "module") {
    return no(`AWS rents the ${found.name} as a module and not as the PCIe card, which draws less`);
  }
  const machine = machineWith(found, count);
  return machine === undefined ? no(`the catalogue holds no type with ${found.name}`) : { kind: "rented", machine };
}

function no(because: string): RentedMachine {
  return { kind: "not rented", because };
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .replaceAll(/(?<![a-z\d])(\d+)\s*g(?:i?b)?\b/g, "$1gb")
    .replaceAll(/(trainium|inferentia)(?!\d)/g, "$11")
    .split(/[\s\-_()×,]+/)
    .filter((word) => word !== "" && !idleWords.test(word));
}

/** Whether all words belong to the accelerator's name and its memory, and its name is among them. */
function isNamed({ name, memoryGib }: Accelerator, words: readonly string[]): boolean {
  const own = wordsOf(name).filter((word) => !/^\d+gb$/.test(word));
  const memory = `${memoryGib}gb`;
  const needed = own.filter((word) => !/^(hl|205)$/.test(word));
  return (
    needed.every((word) => words.includes(word)) &&
    words.every((word) => own.includes(word) || word === memory || word === "pcie")
  );
}

function machineWith({ name }: Accelerator, count: number | undefined): Instance | undefined {
  const all = instances().filter((one) => one.accelerator === name);
  const sizes = all.map((one) => one.acceleratorCount);
  const most = Math.max(...sizes);
  const size = Math.min(...sizes.filter((one) => one >= Math.min(count ?? most, most)));
  return all
    .filter((one) => one.acceleratorCount === size)
    .toSorted((one, other) => one.vcpu - other.vcpu || (one.type < other.type ? -1 : 1))[0];
}
