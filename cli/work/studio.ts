import { gigabytes, hours } from "../../carbon";
import { plain, positive, positiveOr, property, textAt } from "../stack/property";
import { rangeOf, sumFigures } from "./figures";
import { nothing, untold, type Finding, type Recogniser, type Surroundings } from "./finding";
import { stated } from "./machines";
import { measurableOf } from "./measured-usage";

/** The volume that AWS gives a notebook which names none, GB (SageMaker API reference, CreateNotebookInstance). */
const DEFAULT_GB = 5;

/** `aws:sagemaker/notebookInstance:NotebookInstance`: on until somebody stops it. */
export const notebookInstance: Recogniser = {
  knobs: ["hoursPerMonth", "utilisation", "gigabytesPerMonthTo", "measured"],
  measurable: measurableOf.machine,
  find: (resource, around) => {
    const volume =
      positive(property(resource, "volumeSize")) ?? positiveOr(DEFAULT_GB, resource.inputs, ["volumeSize"]);
    const what = volume === undefined ? "notebook (volume not known yet)" : "notebook";
    return interactive(what, textAt(resource, "instanceType"), around, volume);
  },
};

/** `aws:sagemaker/app:App`: a machine of Studio. */
export const app: Recogniser = {
  knobs: notebookInstance.knobs,
  measurable: measurableOf.machine,
  find: (resource, around) => interactive("Studio app", textAt(resource, "resourceSpec", "instanceType"), around),
};

/** `aws:sagemaker/space:Space`: its machine runs while its app does. */
export const space: Recogniser = {
  knobs: notebookInstance.knobs,
  measurable: measurableOf.machine,
  find: ({ inputs }, around) => {
    const settings = plain(inputs, ["spaceSettings"]);
    const types = ["jupyterLabAppSettings", "codeEditorAppSettings"].map((name) =>
      plain(settings, [name, "defaultResourceSpec", "instanceType"]),
    );
    const type = types.find((one) => typeof one === "string");
    return type === undefined ? nothing("a space runs nothing itself") : interactive("Studio space", type, around);
  },
};

function interactive(
  what: string,
  instanceType: string | undefined,
  { region, knobs, footprints }: Surroundings,
  volume?: number,
): Finding {
  if (instanceType === undefined) return untold("its instance type is not given, or known only after deployment");
  if (instanceType === "system") return nothing("AWS runs it without charge on a machine it does not name");
  const figures = footprints.notebookMonth({
    region,
    instanceType,
    hoursPerMonth: knobs.hoursPerMonth === undefined ? undefined : rangeOf(knobs.hoursPerMonth, hours),
    ...(volume === undefined ? {} : { volumeGigabytes: gigabytes(volume) }),
    ...stated(knobs, instanceType),
  });
  return {
    kind: "estimated",
    what: `${what} on ${instanceType}`,
    region,
    per: "month",
    figures: sumFigures([figures]),
    runsPerMonth: 1,
  };
}
