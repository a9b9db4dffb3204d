import { AwsError, type Work } from "./cloud";
import { findNamed, isElsewhere } from "./lookup";
import type { Reference } from "./reference";
import { references } from "./reference-rules";
import { relations } from "./relations";
import { trusts } from "./trust";
import { valuesAt } from "./values";

/** Refuses a resource that names something AWS would look for and not find. */
export async function checkReferences(work: Work): Promise<void> {
  for (const reference of references[work.type.token] ?? []) {
    for (const { value } of valuesAt(work.outputs, reference.path)) {
      if (typeof value === "string" && value !== "") checkReference(work, reference, value);
    }
  }
  await relations[work.type.token]?.(work);
}

function checkReference(work: Work, { to, service, ignores, says }: Reference, value: string): void {
  if (isElsewhere(value) || ignores?.(value) === true) return;
  const found = to.map((type) => findNamed(work, type, value)).find((entry) => entry !== undefined);
  const fits = found !== undefined && (service === undefined || trusts(found.outputs["assumeRolePolicy"], service));
  if (!fits) throw new AwsError(...says(value, work));
}
