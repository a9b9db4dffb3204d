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

const cron = "*/5 * * * * /usr/bin/python3 /home/ec2-user/autostop.py --time 3600";
const api = "aws sagemaker stop-notebook-instance --notebook-instance-name notes";

it.each([
  ["a line of cron", `(crontab -l 2>/dev/null; echo "${cron}") | crontab -`],
  ["a line in a folder of cron", `echo '${cron}' | sudo tee /etc/cron.d/autostop`],
  ["a line at the end of cron's table", `echo "${cron}" >> /etc/crontab`],
  [
    "a script in the background",
    "IDLE_TIME=3600\nnohup python3 /opt/autostop.py --time $IDLE_TIME >> /var/log/stop.log &",
  ],
  ["a script behind a question", "if [ -f /opt/autostop.py ]; then\n  sudo -u ec2-user python3 /opt/autostop.py\nfi"],
  ["a script that it fetches and runs", "curl -s https://example.com/autostop.sh | bash"],
  ["the time at which it stops", `echo "${api}" | at now + 8 hours`],
  [
    "Python in place",
    "python3 - <<END\nimport boto3\nboto3.client('sagemaker').stop_notebook_instance(NotebookInstanceName='n')\nEND",
  ],
  [
    "a script that it writes and cron runs",
    `cat > /usr/local/bin/idle.sh <<'X'\npgrep jupyter || ${api}\nX\necho '0 * * * * root /usr/local/bin/idle.sh' > /etc/cron.d/idle`,
  ],
  [
    "a unit of systemd that it writes",
    `cat > /etc/systemd/system/tidy.service <<X\n[Service]\nExecStart=/usr/bin/python3 /opt/autostop.py\nX\nsystemctl enable --now tidy`,
  ],
  [
    "a line of cron after a search for the Python that can run it",
    [
      'echo "Fetching the autostop script"',
      "wget https://example.com/autostop.py",
      "# If there is none, the script won't work",
      'if /opt/bin/python -c "import boto3" 2>/dev/null; then',
      "  OWN=/opt/bin/python",
      'elif /usr/bin/python3 -c "import boto3" 2>/dev/null; then',
      "  OWN='/usr/bin/python3'",
      "else",
      '  echo "none found"',
      "  exit 1",
      "fi",
      '(crontab -l 2>/dev/null; echo "*/5 * * * * $OWN $PWD/autostop.py --time 3600 >> /var/log/jupyter.log") | crontab -',
    ].join("\n"),
  ],
  ["a shell of another user", "sudo -u ec2-user -i <<'EOF'\nsource activate base\npython3 /opt/autostop.py &\nEOF"],
  ["a table of cron that it writes first", `cat > /tmp/table.txt <<X\n${cron}\nX\ncrontab /tmp/table.txt`],
  ["a loop of its own", `while true; do\n  sleep 600\n  pgrep ipykernel || ${api}\ndone &`],
  ["a timer of systemd that stands in the image", "systemctl enable --now autostop.timer"],
])("leaves a notebook alone that is stopped by %s", async (_, onStart) => {
  const given = [own, lifecycleConfiguration({ onStart: `#!/bin/bash\nset -e\n${onStart}\n` })];
  expect(await judge(notebookIdleStop, given)).toEqual([]);
});

it.each([
  ["says that one is missing", "echo 'autostop is not installed yet'"],
  ["says it in several lines", "cat <<X\nautostop: later\nX"],
  ["writes it down for people", "echo 'autostop: ask ops' > /etc/motd"],
  ["would run it if false were true", "if false; then\n  python3 /opt/autostop.py\nfi"],
  ["would run it after false", "false && python3 /opt/autostop.py"],
  ["is over before", "exit 0\npython3 /opt/autostop.py"],
  ["names one in a variable", "SCRIPT=/opt/autostop.py\nexport SCRIPT"],
  ["makes one that can run", "chmod +x /opt/autostop.py"],
  ["takes one away from cron", "crontab -l | grep -v autostop | crontab -"],
  ["removes one", "rm -f /etc/cron.d/autostop; systemctl disable autostop"],
  ["writes one that nothing runs", `cat > /opt/idle.sh <<X\n${api}\nX\nchmod +x /opt/idle.sh`],
])("refuses a script that %s", async (_, onStart) => {
  const given = [own, lifecycleConfiguration({ onStart: `#!/bin/bash\nset -e\n${onStart}\n` })];
  const said = [without("a script that mentions one and never runs it")];
  expect(starts(await judge(notebookIdleStop, given), said)).toEqual(said);
});

it("takes the end of idle kernels for no end of their machine", async () => {
  const onStart = "echo 'c.MappingKernelManager.cull_idle_timeout = 3600' >> /home/ec2-user/.jupyter/jupyter_config.py";
  const said = [without("a script without one")];
  expect(starts(await judge(notebookIdleStop, [own, lifecycleConfiguration({ onStart })]), said)).toEqual(said);
});

const unknowns = [
  { what: "a configuration's name", given: notebook({ lifecycleConfigName: unknownStringValue }) },
  { what: "a script", given: [own, lifecycleConfiguration({}, { onStart: unknownStringValue })] },
];

it.each(unknowns)("leaves $what that a preview does not know to the SDK", async ({ given }) => {
  await expect(judge(notebookIdleStop, given)).rejects.toThrow("can't be known during preview");
});
