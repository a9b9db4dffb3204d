import fc from "../support/fast-check";
import { hyperParameterTuningJob } from "../../jobs/hyper-parameter-tuning-job";
import { jobKinds } from "../../jobs/job-kinds";
import { jobName, specDigest, type JobSpec } from "../../jobs/job-name";
import { trainingJob } from "../../jobs/training-job";

function spec(overrides: Partial<JobSpec> = {}): JobSpec {
  return {
    kind: trainingJob,
    region: "eu-north-1",
    namePrefix: "churn",
    request: { A: 1, B: { C: [1] } },
    ...overrides,
  };
}

test("gives a name AWS takes, whatever the prefix", () => {
  const prefixes = fc.stringMatching(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,80}-?$/);
  fc.assert(
    fc.property(
      prefixes,
      fc.constantFrom(...jobKinds),
      fc.integer({ min: 1, max: 1000 }),
      (namePrefix, kind, attempt) => {
        const name = jobName(spec({ kind, namePrefix }), attempt);
        expect(name.length).toBeLessThanOrEqual(kind.nameLimit);
        expect(name).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/);
      },
    ),
  );
});

test("keeps the name when only order, absence or tags differ", () => {
  const name = jobName(spec(), 1);
  expect(jobName(spec({ request: { B: { C: [1] }, A: 1 } }), 1)).toBe(name);
  expect(jobName(spec({ request: { A: 1, B: { C: [1], D: undefined } } }), 1)).toBe(name);
  expect(jobName(spec({ request: { A: 1, B: { C: [1] }, Tags: [{ Key: "a", Value: "b" }] } }), 1)).toBe(name);
});

test.each<[string, Partial<JobSpec>]>([
  ["region", { region: "eu-west-1" }],
  ["request", { request: { A: 1, B: { C: [2] } } }],
  ["kind", { kind: hyperParameterTuningJob }],
  ["prefix, even where it is cut off", { namePrefix: `churn-${"x".repeat(80)}` }],
])("changes the name with the %s", (_what, change) => {
  const [one, other] = [jobName(spec({ namePrefix: `churn-${"x".repeat(79)}` }), 1), jobName(spec(change), 1)];
  expect(one.slice(-10)).not.toBe(other.slice(-10));
});

test("gives every attempt a name and all attempts one digest", () => {
  expect(jobName(spec(), 1)).not.toBe(jobName(spec(), 2));
  expect(specDigest(spec())).toMatch(/^[0-9a-f]{64}$/);
});
