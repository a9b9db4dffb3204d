import type { Policies, ResourceValidationPolicy } from "@pulumi/policy";
import { exemptedRules } from "../../../policies/configuration/exempted-rules";
import { advise } from "../../../policies/judging/started-work/advice";
import { type Given, judge, unknownStringValue } from "../support/judge";

const agreed = { rule: "hot", reason: "being moved", owner: "ops@example.com", expires: "2026-12-24" };
const day = "2026-11-24";
const hot: ResourceValidationPolicy = {
  name: "hot",
  description: "Cool.",
  validateResource: (_, report) => {
    report("Too hot.");
  },
};
const advice = (by = "ops@example.com", until = "2026-12-24") => ({
  message: `Cool.\nExempt until ${until}, owner ${by}, reason: being moved\nToo hot.`,
  enforcementLevel: "advisory",
});

function given(props: Given["props"] = {}): Given {
  return { type: "aws:cloudwatch/logGroup:LogGroup", props };
}

/** What the wrapped rule reports: a message, or an object where it is advice. */
async function says(
  rule: Policies[number],
  resource: Given,
  exemptions: (typeof agreed & { resource?: string })[] = [],
) {
  const [wrapped] = exemptedRules([rule], { exemptions, day });
  const found: unknown = await judge(wrapped ?? rule, resource);
  return found;
}

it("reports a finding as it is where nothing exempts it", async () => {
  expect(await says(hot, given())).toEqual(["Too hot."]);
  expect(await says(hot, given(), [{ ...agreed, rule: "cold" }])).toEqual(["Too hot."]);
  expect(await says(hot, given(), [{ ...agreed, resource: "other" }])).toEqual(["Too hot."]);
  expect(await says(hot, given({ tags: "greenml:exempt:hot" }))).toEqual(["Too hot."]);
});

it.each(["churn", "urn:pulumi:dev::test::aws:cloudwatch/logGroup:LogGroup::churn", undefined])(
  "reports a finding that the file exempts for %s as advice",
  async (resource) => {
    const exemptions = [resource === undefined ? agreed : { ...agreed, resource }];
    expect(await says(hot, given(), exemptions)).toEqual([expect.objectContaining(advice())]);
  },
);

it.each([
  [
    "a map",
    { tags: { commit: unknownStringValue, "greenml:exempt:hot": "2026-12-24 / ops@example.com / being moved" } },
  ],
  [
    "a list",
    {
      request: {
        Tags: [
          { Key: "commit", Value: unknownStringValue },
          { Key: "greenml:exempt:hot", Value: "2026-12-24 / ops@example.com / being moved" },
        ],
      },
    },
  ],
])("finds an exemption in %s of tags of which a preview does not know another", async (_, props) => {
  expect(await says(hot, given(props))).toEqual([expect.objectContaining(advice())]);
});

it.each([
  ["a map of tags", { tags: { "greenml:exempt:hot": "2026-11-24 / team@example.com / being moved" } }],
  [
    "a list of tags in a job's request",
    { request: { Tags: [{ Key: "greenml:exempt:hot", Value: "2026-11-24/team@example.com/being moved" }] } },
  ],
])("reports a finding that %s exempts as advice, on its last day too", async (_, props) => {
  expect(await says(hot, given(props))).toEqual([expect.objectContaining(advice("team@example.com", "2026-11-24"))]);
});

it.each([
  ["expired", "2026-11-23 / ops@example.com / x", "the exemption of ops@example.com expired on 2026-11-23."],
  [
    "without reason",
    "2026-12-24 / ops@example.com",
    'tag "greenml:exempt:hot" is "2026-12-24 / ops@example.com" where "YYYY-MM-DD / owner / reason" is needed.',
  ],
  [
    "without a day",
    "soon / ops@example.com / x",
    'tag "greenml:exempt:hot" is "soon / ops@example.com / x" where "YYYY-MM-DD / owner / reason" is needed.',
  ],
])("reports a finding whose exemption is %s as it is, and says so", async (_, text, because) => {
  const found = await says(hot, given({ tags: { "greenml:exempt:hot": text } }));
  expect(found).toEqual([`Too hot. Cannot exempt because ${because}`]);
});

it("lets a file's exemption that holds count beside a tag's that has expired", async () => {
  const expired = given({ tags: { "greenml:exempt:hot": "2026-01-01 / old@example.com / x" } });
  expect(await says(hot, expired, [agreed])).toEqual([expect.objectContaining(advice())]);
});

it("keeps a finding while a preview does not know the tag", async () => {
  expect(await says(hot, given({ tags: { "greenml:exempt:hot": unknownStringValue } }))).toEqual(["Too hot."]);
  expect(await says(hot, given({ tags: unknownStringValue }))).toEqual(["Too hot."]);
});

it("exempts findings of stack rules, on a resource and on the stack", async () => {
  const urn = "urn:pulumi:dev::test::aws:cloudwatch/logGroup:LogGroup::churn";
  const stack = (where?: string): Policies[number] => ({
    name: "hot",
    description: "Cool.",
    validateStack: (_, report) => {
      report("Too hot.", where);
    },
  });
  expect(await says(stack(urn), given(), [{ ...agreed, resource: "churn" }])).toEqual([{ ...advice(), urn }]);
  expect(await says(stack(), given(), [{ ...agreed, resource: "churn" }])).toEqual(["Too hot."]);
  expect(await says(stack(), given(), [agreed])).toEqual([expect.objectContaining(advice())]);
});

it("exempts a finding on the stack by the stack's own name and URN", async () => {
  const urn = "urn:pulumi:dev::test::pulumi:pulumi:Stack::test-dev";
  const stack: Policies[number] = {
    name: "hot",
    description: "Cool.",
    validateStack: (_, report) => {
      report("Too hot.");
    },
  };
  const itself = { type: "pulumi:pulumi:Stack", name: "test-dev", props: {} };
  for (const resource of ["test-dev", urn]) {
    expect(await says(stack, itself, [{ ...agreed, resource }])).toEqual([expect.objectContaining(advice())]);
  }
  expect(await says(stack, itself, [{ ...agreed, resource: "churn" }])).toEqual(["Too hot."]);
});

it("says of a tag for a rule that does not exist that it exempts nothing", async () => {
  const misspelt = given({ tags: { team: "a", "greenml:exempt:hott": "2026-12-24 / ops@example.com / x" } });
  expect(await says(hot, misspelt)).toEqual([
    'Too hot. Tag "greenml:exempt:hott" exempts nothing: no rule is called so.',
  ]);
  expect(await says(hot, misspelt, [agreed])).toEqual([expect.objectContaining(advice())]);
});

it("says what mends a finding, unless it is exempt", async () => {
  const told: ResourceValidationPolicy = { ...hot, remediationSteps: "Open a window." };
  expect(await says(told, given())).toEqual(["Too hot.\nTo mend it: Open a window."]);
  expect(await says(told, given(), [agreed])).toEqual([expect.objectContaining(advice())]);
});

it("keeps a rule's list of validations, and the type that they are for", () => {
  const validate = Object.assign(() => undefined, { __pulumiType: "a:b:C" });
  const [one] = exemptedRules([{ ...hot, validateResource: validate }], { exemptions: [], day });
  const [many] = exemptedRules([{ ...hot, validateResource: [validate] }], { exemptions: [], day });
  expect(one).toHaveProperty("validateResource.__pulumiType", "a:b:C");
  expect(many).toHaveProperty("validateResource.0.__pulumiType", "a:b:C");
});

it("does not mend what is exempt", async () => {
  const mending: ResourceValidationPolicy = {
    name: "hot",
    description: "Cool.",
    remediateResource: () => ({ mended: true }),
  };
  const [mended] = exemptedRules([mending], { exemptions: [], day }) as ResourceValidationPolicy[];
  const [left] = exemptedRules([mending], { exemptions: [agreed], day }) as ResourceValidationPolicy[];
  const onStacks = { ...mending, validateStack: () => undefined } as Policies[number];
  const [leftToo] = exemptedRules([onStacks], { exemptions: [agreed], day }) as ResourceValidationPolicy[];
  const args = { name: "churn", urn: "urn", props: {} } as never;
  expect(await mended?.remediateResource?.(args)).toEqual({ mended: true });
  expect(await left?.remediateResource?.(args)).toBeUndefined();
  expect(await leftToo?.remediateResource?.(args)).toBeUndefined();
});

it("hands on what a rule only advises", async () => {
  const unsure: ResourceValidationPolicy = {
    ...hot,
    validateResource: (_, report) => {
      advise(report, "Cool.", "Cannot judge.");
    },
  };
  expect(await says(unsure, given(), [agreed])).toEqual([
    { message: "Cool.\nCannot judge.", enforcementLevel: "advisory", urn: undefined },
  ]);
});
