import { retiredAccelerator } from "../../../policies/rules/retired-accelerator";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { configuration, logGroup, notebook } from "../support/resources";

const compiled = (TargetDevice: string) => ({
  type: "greenml:jobs:CompilationJob",
  props: { request: { OutputConfig: { TargetDevice } } },
});
const inferentia =
  'Too old: variant "primary" is on ml.inf1.xlarge, whose accelerator is retired; what a newer one saves is unknown.';

const cases: readonly Case[] = [
  {
    when: "Elastic Inference is attached to a variant or a notebook",
    given: [configuration({ acceleratorType: "ml.eia2.medium" }), notebook({ acceleratorTypes: ["ml.eia2.medium"] })],
    says: [
      'Cannot attach ml.eia2.medium to variant "primary" because AWS ended Elastic Inference.',
      "Cannot attach acceleratorTypes to the notebook because AWS ended Elastic Inference.",
    ],
  },
  { when: "a variant is on Inferentia1", given: configuration({ instanceType: "ml.inf1.xlarge" }), says: [inferentia] },
  { when: "a variant is on Inferentia2", given: configuration({ instanceType: "ml.inf2.xlarge" }), says: [] },
  {
    when: "a model is compiled for either",
    given: [compiled("ml_eia2"), compiled("ml_inf1"), compiled("ml_inf2"), compiled("ml_c5"), compiled("")],
    says: [
      "Cannot last because the model is compiled for ml_eia2, which AWS has retired.",
      "Cannot last because the model is compiled for ml_inf1, which AWS has retired.",
    ],
  },
  {
    when: "attachments are the provider's empty values",
    given: [configuration({ acceleratorType: "" }), notebook({ acceleratorTypes: [] })],
    says: [],
  },
  {
    when: "the family is not listed, or another is",
    given: [configuration({ instanceType: "ml.inf1.xlarge" }), configuration({ instanceType: "ml.trn1.2xlarge" })],
    settings: { retiredFamilies: ["trn1"] },
    says: [
      'Too old: variant "primary" is on ml.trn1.2xlarge, whose accelerator is retired; what a newer one saves is unknown.',
    ],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(retiredAccelerator, given, settings)).toEqual(says);
});

it("leaves an accelerator that a preview does not know to the SDK", async () => {
  const given = configuration({ acceleratorType: unknownStringValue });
  await expect(judge(retiredAccelerator, given)).rejects.toThrow("acceleratorType");
});
