import { fileSystemLifecycle } from "../../../policies/rules/file-system-lifecycle";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { logGroup } from "../support/resources";

const fileSystem = (lifecyclePolicies?: readonly unknown[]) => ({
  type: "aws:efs/fileSystem:FileSystem",
  props: { region: "eu-north-1", lifecyclePolicies },
});
const none =
  "Expected lifecyclePolicies with transitionToIa, got none; what that costs depends on the files and is unknown.";

const cases: readonly Case[] = [
  { when: "files stay where they are", given: [fileSystem(), fileSystem([])], says: [none, none] },
  {
    when: "files only come back, or the provider's empty text stands for none",
    given: [fileSystem([{ transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }]), fileSystem([{ transitionToIa: "" }])],
    says: [none, none],
  },
  {
    when: "files move",
    given: [
      fileSystem([{ transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }, { transitionToIa: "AFTER_30_DAYS" }]),
      fileSystem([{ transitionToArchive: "AFTER_90_DAYS" }]),
    ],
    says: [],
  },
  { when: "all files are read often", given: fileSystem(), settings: { hotFileSystems: ["churn"] }, says: [] },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(fileSystemLifecycle, given, settings)).toEqual(says);
});

it("leaves a policy that a preview does not know to the SDK", async () => {
  await expect(judge(fileSystemLifecycle, fileSystem([{ transitionToIa: unknownStringValue }]))).rejects.toThrow(
    "transitionToIa",
  );
});
