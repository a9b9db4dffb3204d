import { notebookMonthFootprint } from "../../../carbon";
import { notebookIdleStop } from "../../../policies/rules/notebook-idle-stop";
import { costWords } from "../support/cost-words";
import { type Case, judge, starts, unknownStringValue } from "../support/judge";
import { lifecycleConfiguration, logGroup, notebook } from "../support/resources";

const month = costWords(
  notebookMonthFootprint({ region: "eu-north-1", instanceType: "ml.t3.medium", hoursPerMonth: undefined }),
);
const none = "Expected a lifecycle configuration that stops an idle notebook, got none; a month: ";
const own = notebook({ lifecycleConfigName: "tidy" });
const without = (got: string) =>
  `Expected an idle stop in onStart of lifecycle configuration "tidy", got ${got}; a month: `;
const untold = (why: string) => `Cannot tell whether it stops when idle because ${why}; a month: `;
const stop = "#!/bin/bash\npython /opt/autostop.py --time 3600\n";

const cases: readonly Case[] = [
  { when: "there is no configuration", given: notebook(), says: [none + month] },
  { when: "the name is the provider's empty text", given: notebook({ lifecycleConfigName: "" }), says: [none + month] },
  {
    when: "region or type is unknown, which the verdict does not depend on",
    given: [notebook({ region: undefined }), notebook({ instanceType: unknownStringValue })],
    says: [`${none}energy, emissions and cost unknown.`, `${none}energy, emissions and cost unknown.`],
  },
  { when: "onStart stops an idle notebook", given: [own, lifecycleConfiguration({ onStart: stop })], says: [] },
  {
    when: "onStart calls the API that stops",
    given: [
      own,
      lifecycleConfiguration({ onStart: "aws sagemaker stop-notebook-instance --notebook-instance-name x" }),
    ],
    says: [],
  },
  {
    when: "the script only clones a repository",
    given: [own, lifecycleConfiguration({ onStart: "#!/bin/bash\ngit clone https://example.com/work.git" })],
    says: [without("a script without one")],
  },
  {
    when: "the stop is commented out",
    given: [own, lifecycleConfiguration({ onStart: "#!/bin/bash\n# python autostop.py\n" })],
    says: [without("no script")],
  },
  { when: "the configuration is empty", given: [own, lifecycleConfiguration({})], says: [without("no script")] },
  {
    when: "the stop is installed once",
    given: [own, lifecycleConfiguration({ onStart: "echo hello", onCreate: stop })],
    says: [
      'Cannot stop when idle after its first restart because lifecycle configuration "tidy" installs the stop in onCreate',
    ],
  },
  {
    when: "the script runs what it fetches",
    given: [own, lifecycleConfiguration({ onStart: "curl -s https://example.com/setup.sh | bash" })],
    says: [untold('onStart of lifecycle configuration "tidy" runs what it fetches from elsewhere')],
  },
  {
    when: "the script is secret or no text",
    given: [
      own,
      lifecycleConfiguration({}, { onStart: "[secret]" }),
      own,
      lifecycleConfiguration({}, { onStart: "/w==" }),
    ],
    says: [
      untold('onStart of lifecycle configuration "tidy" is no base64 of a script'),
      untold('onStart of lifecycle configuration "tidy" is no base64 of a script'),
    ],
  },
  {
    when: "the configuration was made elsewhere",
    given: [own, lifecycleConfiguration({ onStart: stop }, { name: "other" })],
    says: [untold('lifecycle configuration "tidy" is not in this stack')],
  },
  {
    when: "the configuration is trusted",
    given: own,
    settings: { trustedConfigurations: ["tidy"] },
    says: [],
  },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(notebookIdleStop, given, settings), says)).toEqual(says);
});

const unknowns = [
  { what: "a configuration's name", given: notebook({ lifecycleConfigName: unknownStringValue }) },
  { what: "a script", given: [own, lifecycleConfiguration({}, { onStart: unknownStringValue })] },
];

it.each(unknowns)("leaves $what that a preview does not know to the SDK", async ({ given }) => {
  await expect(judge(notebookIdleStop, given)).rejects.toThrow("can't be known during preview");
});
