import { readFileSync } from "node:fs";
import { join } from "node:path";

import { greenml } from "../greenml";
import { bare } from "../page";
import { fourthRunsFile, furtherRunsFile, laterRunsFile, otherRunsFile, run, scores } from "./greenml-validate";

const root = join(__dirname, "..", "..", "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe("README", () => {
  it("shows the summary of greenml validate", () => {
    const [, block = ""] = /validation-summary:begin -->([\s\S]*?)<!--/.exec(readme) ?? [];
    expect(bare(block)).toBe(bare(run("--format", "markdown").out.split(/\n\n(?=\|)/)[0]!));
  });

  it("shows the scores on the runs that no default knows", () => {
    const [, block = ""] = /other-runs-summary:begin -->([\s\S]*?)<!--/.exec(readme) ?? [];
    const measured = (file: string, name: string): string => {
      const [, , row = ""] = run(file, "--format", "markdown").out.split("\n");
      return row.replace("| measured |", `| ${name} |`);
    };
    const [head = "", rule = ""] = run("--format", "markdown").out.split("\n");
    const rows = [
      measured(otherRunsFile, "first"),
      measured(laterRunsFile, "second, blind"),
      measured(furtherRunsFile, "third"),
      measured(fourthRunsFile, "fourth, blind"),
    ];
    expect(bare(block)).toBe(bare([head, rule, ...rows].join("\n")));
  });

  it("names the measured rows that miss", () => {
    const { rows } = scores(readFileSync(join(root, "cli", "validation", "reference-footprints.csv"), "utf8"));
    const scored = rows.filter(({ basis, status }) => basis === "measured" && status === "scored");
    const missed = scored.flatMap(({ id, energy }) => (energy?.inside === false ? [{ id, energy }] : []));
    expect(missed.map(({ id }) => id)).toEqual(["bloom-idle"]);
    const { published, estimated } = missed[0]!.energy;
    expect(readme).toContain(
      `(${published.toFixed(0)} MWh, estimated ${estimated.low.toFixed(0)}-${estimated.high.toFixed(0)})`,
    );
    expect(scored).toHaveLength(8);
  });

  it("shows what the command prints", async () => {
    const [, file = "", text = ""] = /```text\n\$ greenml estimate (\S+)\n([\s\S]*?)```/.exec(readme) ?? [];
    expect((await greenml("estimate", join(root, file))).out).toBe(text);
  });
});
