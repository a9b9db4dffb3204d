import { topicOf, topics } from "../../../policies/configuration/topics";
import { rules } from "../../../policies/registry";

it("knows a topic of every rule, so that putting a topic off forgets none", () => {
  expect(rules.filter((rule) => topicOf(rule) === undefined).map(({ name }) => name)).toEqual([]);
});

it("knows no topic of a rule that it does not hold", () => {
  expect(topicOf({ name: "nobodys-rule", description: "None.", validateResource: () => undefined })).toBeUndefined();
  expect(topics).toContain("place");
});
