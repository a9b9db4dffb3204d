import { gibibytes, hours, mebibytes } from "../../carbon";
import { hoursPerMonth } from "../../carbon/estimate/month";
import { plain, positive, positiveOr, textAt } from "../stack/property";
import type { StackResource } from "../stack/stack-resource";
import { rangeOf } from "./figures";
import { nothing, untold, type Recogniser } from "./finding";
import { unitsOfRequests } from "./functional-units";
import { stated } from "./machines";
import { measurableOf } from "./measured-usage";

const endpointType = "aws:sagemaker/endpoint:Endpoint";
/** `aws-native:sagemaker:InferenceComponent`: it shares the machines of an endpoint, which count as a whole where they are. */
export const inferenceComponent: Recogniser = {
  knobs: [
    "instanceType",
    "hoursPerMonth",
    "utilisation",
    "requestsPerMonth",
    "tokensPerMonth",
    "tokensPerRequest",
    "measured",
  ],
  measurable: measurableOf.machine,
  find: (resource, { index, knobs, region, footprints }) => {
    const name = textAt(resource, "endpointName");
    const named = name === undefined ? undefined : index.byAwsName(endpointType, name);
    const endpoint = named ?? index.madeFrom(resource, "endpointName", endpointType);
    if (endpoint !== undefined) return nothing("counted with the machines of its endpoint");
    const { instanceType } = knobs;
    if (instanceType === undefined) return untold("its endpoint is not in the input, nor the type of its machines");
    const share = shareOf(resource);
    if (Object.keys(share).length === 0) return untold("what a copy reserves of its machine is not known yet");
    const copies = positiveOr(1, resource.inputs, ["runtimeConfig", "copyCount"]);
    if (copies === undefined) return untold("how many copies are loaded is not known yet");
    return {
      kind: "estimated",
      what: `inference component on ${instanceType}, ${copies} ${copies === 1 ? "copy" : "copies"}`,
      region,
      per: "month",
      figures: footprints.inferenceComponentMonth({
        region,
        instanceType,
        copies,
        ...share,
        hoursAwake: rangeOf(knobs.hoursPerMonth ?? hoursPerMonth(), hours),
        ...stated(knobs, instanceType),
      }),
      runsPerMonth: 1,
      units: unitsOfRequests(knobs, knobs.requestsPerMonth),
    };
  },
};

/** What a copy reserves of its machine. */
function shareOf({ inputs }: StackResource) {
  const reserved = (what: string): number | undefined =>
    positive(plain(inputs, ["specification", "computeResourceRequirements", what]));
  const vcpu = reserved("numberOfCpuCoresRequired");
  const accelerators = reserved("numberOfAcceleratorDevicesRequired");
  const memory = reserved("minMemoryRequiredInMb");
  return {
    ...(vcpu === undefined ? {} : { vcpu }),
    ...(accelerators === undefined ? {} : { accelerators }),
    ...(memory === undefined ? {} : { memoryGib: gibibytes(mebibytes(memory) / 1024) }),
  };
}
