import { endpointJoins } from "./endpoint-scaling";
import type { JudgedResource } from "./job-requests";
import { type Reading } from "./known-yet";
import { countAt, type Fields, numberAt, partAt, textAt } from "./request-fields";

/** What work needs of a machine; zero where it asks for none. */
export interface Needs {
  readonly processors: number;
  readonly memoryGib: number;
  readonly accelerators: number;
}

/**
 * What the inference components of a variant ask for together, each as often as it is copied; nothing where no component of the
 * stack says. Throws the SDK's report where a preview does not know yet.
 */
export function componentNeeds(
  configuration: Fields,
  variant: Fields,
  resources: readonly JudgedResource[],
): Needs | undefined {
  if (textAt(variant, "ModelName") !== undefined) return undefined;
  const components = resources.filter(({ type }) => type === COMPONENT_TYPE);
  if (components.length === 0) return undefined;
  const endpoints = namesOf(configuration, endpointJoins(resources).endpoints);
  const own = components
    .filter(({ props }) => endpoints.includes(textAt(props, "EndpointName") ?? ""))
    .filter(({ props }) => textAt(props, "VariantName") === textAt(variant, "VariantName"))
    // An adapter runs in the copies of the component that it belongs to.
    .filter(({ props }) => textAt(props, "Specification", "BaseInferenceComponentName") === undefined)
    .map(({ props }) => needsOf(props, resources));
  if (own.length === 0 || own.some(isNone)) return undefined;
  const sum = (need: keyof Needs) => own.reduce((all, one) => all + one[need], 0);
  return { processors: sum("processors"), memoryGib: sum("memoryGib"), accelerators: sum("accelerators") };
}

/** The `aws` provider has no such resource. */
const COMPONENT_TYPE = "aws-native:sagemaker:InferenceComponent";

function namesOf(
  configuration: Fields,
  endpoints: readonly Reading<{ readonly endpoint: string; readonly configuration: string }>[],
): readonly string[] {
  const own = textAt(configuration, "Name");
  return endpoints.flatMap((one) => {
    if (!one.known) throw one.report;
    return one.value.configuration === own ? [one.value.endpoint] : [];
  });
}

function needsOf(component: Fields, resources: readonly JudgedResource[]): Needs {
  const asked = partAt(component, "Specification", "ComputeResourceRequirements");
  const copies = mostCopies(component, resources);
  const need = (name: string) => Math.max(0, numberAt(asked, name) ?? 0) * copies;
  return {
    processors: need("NumberOfCpuCoresRequired"),
    memoryGib: need("MinMemoryRequiredInMb") / 1024,
    accelerators: need("NumberOfAcceleratorDevicesRequired"),
  };
}

/** A component that scales needs room for all copies that it may have. */
function mostCopies(component: Fields, resources: readonly JudgedResource[]): number {
  const address = `inference-component/${textAt(component, "InferenceComponentName") ?? ""}`;
  const target = resources.find(
    ({ type, props }) => type === "aws:appautoscaling/target:Target" && textAt(props, "ResourceId") === address,
  );
  const own = countAt(component, "RuntimeConfig", "CopyCount") ?? 1;
  return Math.max(own, countAt(target?.props, "MaxCapacity") ?? 0);
}

function isNone({ processors, memoryGib, accelerators }: Needs): boolean {
  return processors === 0 && memoryGib === 0 && accelerators === 0;
}
