import type { JudgedResource } from "./job-requests";
import { partsAt, textAt } from "./request-fields";

/** What a variant runs on, and the configuration that says so. */
interface VariantMachine {
  readonly configuration: JudgedResource;
  readonly instanceType: string;
}

/** The machine of the variant at a scalable target's address ("endpoint/NAME/variant/V"), when the stack holds it. */
export function variantMachine(
  address: string | undefined,
  resources: readonly JudgedResource[],
): VariantMachine | undefined {
  const [kind, endpoint, , variant] = (address ?? "").split("/");
  if (kind !== "endpoint") return undefined;
  const made = resources.find(
    ({ type, props }) => type === "aws:sagemaker/endpoint:Endpoint" && textAt(props, "Name") === endpoint,
  );
  const configurationName = textAt(made?.props, "EndpointConfigName");
  const configuration = resources.find(
    ({ type, props }) =>
      type === "aws:sagemaker/endpointConfiguration:EndpointConfiguration" &&
      configurationName !== undefined &&
      textAt(props, "Name") === configurationName,
  );
  const variants = partsAt(configuration?.props, "ProductionVariants");
  const instanceType = textAt(
    variants.find((one) => textAt(one, "VariantName") === variant),
    "InstanceType",
  );
  return configuration === undefined || instanceType === undefined ? undefined : { configuration, instanceType };
}
