import { notebookPlatform } from "../../../policies/rules/notebook-platform";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { logGroup, notebook } from "../support/resources";

const old = (platform: string) =>
  `Too old: platform ${platform}, which AWS has deprecated; what a newer one saves is unknown.`;
const on = (platformIdentifier?: string) => notebook({ platformIdentifier });

const cases: readonly Case[] = [
  {
    when: "a platform is deprecated",
    given: [on("notebook-al1-v1"), on("notebook-al2-v1"), on("notebook-al2-v2")],
    says: [old("notebook-al1-v1"), old("notebook-al2-v1"), old("notebook-al2-v2")],
  },
  { when: "a platform is supported", given: [on("notebook-al2-v3"), on("notebook-al2023-v1")], says: [] },
  { when: "none is named, or the provider's empty text, which means the default", given: [on(), on("")], says: [] },
  {
    when: "the settings say otherwise",
    given: [on("notebook-al1-v1"), on("notebook-al2-v3")],
    settings: { retiredPlatforms: ["notebook-al2-v3"] },
    says: [old("notebook-al2-v3")],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(notebookPlatform, given, settings)).toEqual(says);
});

it("leaves a platform that a preview does not know to the SDK", async () => {
  await expect(judge(notebookPlatform, on(unknownStringValue))).rejects.toThrow("platformIdentifier");
});
