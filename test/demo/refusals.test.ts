import { readRefusals } from "../../demo/refusals";

const OUTPUT = `Policies:
    ❌ greenml@v0.1.0 (local: policies)
        - [mandatory] [severity: high]  endpoint-always-on  (aws:sagemaker:EndpointConfiguration: chat)
          An endpoint can go down to zero instances when nobody calls it.
          Cannot scale to zero because variant "a" holds 2 x ml.p2.xlarge.
        - [advisory] [severity: low]  log-retention  (aws:cloudwatch:LogGroup: old)
          Log groups delete their events after an agreed time.
          Expected retentionInDays of 1 to 30, got none.
        - [mandatory]  tuning-strategy  (aws:sagemaker:HyperParameterTuningJob: search)
          Hyperparameters are searched with a strategy that learns.
          Expected strategy Bayesian, got Grid.
          To mend it: Set the strategy to Bayesian.

Resources:
    + 3 to create
`;

describe("reading refusals", () => {
  it("takes rule, resource and message of mandatory violations alone", () => {
    expect(readRefusals(OUTPUT)).toEqual([
      {
        rule: "endpoint-always-on",
        resource: "aws:sagemaker:EndpointConfiguration: chat",
        message: 'Cannot scale to zero because variant "a" holds 2 x ml.p2.xlarge.',
      },
      {
        rule: "tuning-strategy",
        resource: "aws:sagemaker:HyperParameterTuningJob: search",
        message: "Expected strategy Bayesian, got Grid.",
      },
    ]);
  });

  it("finds nothing in a run without violations", () => {
    expect(readRefusals("Policies:\n    ✅ greenml@v0.1.0\n")).toEqual([]);
  });
});
