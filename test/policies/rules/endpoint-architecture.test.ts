import { endpointMonthFootprint } from "../../../carbon";
import { endpointArchitecture } from "../../../policies/rules/endpoint-architecture";
import { costWords } from "../support/cost-words";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { configuration, logGroup } from "../support/resources";

const image = "763104351884.dkr.ecr.eu-north-1.amazonaws.com/pytorch-inference:2.6.0-cpu-py312";
const model = (props: unknown = { primaryContainer: { image } }) => ({
  type: "aws:sagemaker/model:Model",
  props: { name: "churn", ...(props as object) },
});
const month = (instanceType: string) =>
  costWords(endpointMonthFootprint({ region: "eu-north-1", instanceType, instanceCount: 1 }));
const twin = 'Expected ml.m8g.large for variant "primary", got ml.m6i.large; a month now: ';

const cases: readonly Case[] = [
  {
    when: "size and image exist on Graviton",
    given: [configuration(), model()],
    says: [`${twin}${month("ml.m6i.large").slice(0, -1)}; then: ${month("ml.m8g.large")}`],
  },
  {
    when: "the count is the provider's 0 for absent",
    given: [configuration({ initialInstanceCount: 0 }), model({ containers: [{ image }, { image }] })],
    says: [twin],
  },
  {
    when: "the image is another, one of several is another, or by no tag",
    given: [
      configuration(),
      model({ primaryContainer: { image: "123456789012.dkr.ecr.eu-north-1.amazonaws.com/score:3" } }),
    ],
    says: [],
  },
  {
    when: "one of several images is another, or none is named",
    given: [configuration(), model({ containers: [{ image }, { image: "score" }, {}] })],
    says: [],
  },
  {
    when: "the image exists for Graviton in some versions",
    given: [
      configuration(),
      model({ primaryContainer: { image: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.5-1" } }),
    ],
    says: [twin],
  },
  {
    when: "the image does not exist for Graviton in this version",
    given: [
      configuration(),
      model({ primaryContainer: { image: "662702820516.dkr.ecr.eu-north-1.amazonaws.com/sagemaker-xgboost:1.7-1" } }),
    ],
    says: [],
  },
  {
    when: "an image of one's own is portable",
    given: [configuration(), model({ primaryContainer: { image: "example.com/score@sha256:01" } })],
    settings: { portableImages: ["score"] },
    says: [twin],
  },
  {
    when: "the model is elsewhere, or names no image",
    given: [configuration({ modelName: "other" }), configuration({ modelName: "" }), configuration(), model({})],
    says: [],
  },
  {
    when: "the variant is on Graviton, on a GPU, serverless, or on a type that the catalogue lacks",
    given: [
      configuration({ instanceType: "ml.c8g.large" }),
      configuration({ instanceType: "ml.g5.xlarge" }),
      configuration({ instanceType: "" }),
      configuration({ instanceType: "ml.q9.large" }),
      model(),
    ],
    says: [],
  },
  {
    when: "no Graviton type has that size",
    given: [configuration({ instanceType: "ml.t2.xlarge" }), logGroup()],
    says: [],
  },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(endpointArchitecture, given, settings), says)).toEqual(says);
});

it.each([
  { what: "a type", given: [configuration({ instanceType: unknownStringValue }), model()] },
  { what: "a model's name", given: [configuration({ modelName: unknownStringValue }), model()] },
  { what: "an image", given: [configuration(), model({ primaryContainer: { image: unknownStringValue } })] },
])("leaves $what that a preview does not know to the SDK", async ({ given }) => {
  await expect(judge(endpointArchitecture, given)).rejects.toThrow("can't be known during preview");
});
