import { evidence, record } from "./evidence";
import type { Given } from "./judge";
import { configuration, endpoint } from "./resources";

/** What nobody measured, or measured without consequence, with a fault for each rule on evidence. */
export const unprovenClaims: readonly Given[] = [
  {
    type: "aws:sagemaker/model:Model",
    name: "int8",
    props: { primaryContainer: { modelDataUrl: "s3://m/int8.tar.gz" } },
  },
  { ...configuration({}, { name: "scores", tags: { traffic: "nightly" } }), name: "scores" },
  { ...endpoint({ name: "scores", endpointConfigName: "scores" }), name: "scores" },
  evidence(
    record({
      id: "asked-again",
      kind: "reuse",
      subject: "scores",
      results: [{ metric: "repeated-share", value: 0.6, unit: "1" }],
    }),
  ),
];
