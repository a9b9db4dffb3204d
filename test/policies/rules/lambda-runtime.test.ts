import { lambdaRuntime } from "../../../policies/rules/lambda-runtime";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { lambdaFunction, logGroup } from "../support/resources";

const old = "Too old: runtime python3.8 is out of support since 2024-10-14; what a newer one saves is unknown.";
const python = lambdaFunction({ runtime: "python3.8" });

const layer = (...compatibleRuntimes: readonly string[]) => ({
  type: "aws:lambda/layerVersion:LayerVersion",
  props: { layerName: "churn", compatibleRuntimes },
});

const cases: readonly Case[] = [
  { when: "a runtime is past support", given: python, says: [old] },
  { when: "it is the day itself", given: python, settings: { judgedOn: "2024-10-14" }, says: [old] },
  { when: "it is the day before", given: python, settings: { judgedOn: "2024-10-13" }, says: [] },
  { when: "a runtime is supported", given: lambdaFunction(), settings: { judgedOn: "2026-11-24" }, says: [] },
  {
    when: "runtimes of other languages are past support",
    given: ["go1.x", "provided.al2", "dotnet6", "python3.10"].map((runtime) => lambdaFunction({ runtime })),
    settings: { judgedOn: "2026-11-24" },
    says: [
      ["go1.x", "2024-01-08"],
      ["provided.al2", "2026-07-31"],
      ["dotnet6", "2024-12-20"],
      ["python3.10", "2026-10-31"],
    ].map(
      ([runtime, day]) =>
        `Too old: runtime ${runtime} is out of support since ${day}; what a newer one saves is unknown.`,
    ),
  },
  {
    when: "a layer fits runtimes past support alone",
    given: [layer("python3.8"), layer("python3.7", "python3.8")],
    says: [old, old.replace("python3.8", "python3.7 or python3.8")],
  },
  {
    when: "a layer fits a runtime that is supported, one that the table lacks, or says nothing",
    given: [layer("python3.8", "python3.14"), layer("python3.8", "cobol85"), layer()],
    settings: { judgedOn: "2026-11-24" },
    says: [],
  },
  { when: "the table lacks the runtime", given: lambdaFunction({ runtime: "cobol85" }), says: [] },
  {
    when: "an image brings its own",
    given: [lambdaFunction({ runtime: "" }), lambdaFunction({ runtime: undefined })],
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(lambdaRuntime, given, settings)).toEqual(says);
});

it("leaves a runtime that a preview does not know to the SDK", async () => {
  await expect(judge(lambdaRuntime, lambdaFunction({ runtime: unknownStringValue }))).rejects.toThrow("runtime");
});

it("refuses a day that is none", async () => {
  await expect(judge(lambdaRuntime, python, { judgedOn: "tomorrow" })).rejects.toThrow(
    /^Cannot use the settings of lambda-runtime because of judgedOn: /,
  );
});
