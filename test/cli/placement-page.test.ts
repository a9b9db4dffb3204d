import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import type { PlaceOutput } from "../../cli/schemas/place-output";
import { greenml, widerThan80 } from "./greenml";
import { expectGiven, worked } from "./page";

const docs = join(__dirname, "..", "..", "docs");
const page = readFileSync(join(docs, "placement.md"), "utf8");

interface Example {
  readonly request: string;
  readonly steps: readonly string[];
  readonly gives: Readonly<Record<string, string>>;
}

const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => parse(text!) as Example);

async function placed(request: string): Promise<PlaceOutput> {
  const { code, out, err } = await greenml("place", join(docs, "examples", request), "--format", "json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out) as PlaceOutput;
}

describe("docs/placement.md", () => {
  it("works four cases, one of them by both signals and one in dollars", () => {
    expect(new Set(examples.map(({ request }) => request))).toEqual(
      new Set([
        "place-small-data.yaml",
        "place-small-data-marginal.yaml",
        "place-large-data.yaml",
        "place-measured.yaml",
        "place-missing-feature.yaml",
      ]),
    );
  });

  it.each(examples.map((one, index) => [index + 1, one.request, one] as const))(
    "recomputes example %i, %s",
    async (_, request, { steps, gives }) => {
      expectGiven(await placed(request), gives, worked(steps), 6);
    },
  );

  it("shows what the command prints of each request", async () => {
    const shown = [...page.matchAll(/```text\n\$ greenml place (\S+)\n([\s\S]*?)```/g)];
    expect(shown).toHaveLength(4);
    for (const [, file = "", text = ""] of shown) {
      expect((await greenml("place", join(docs, "..", file))).out).toBe(text);
      expect(widerThan80(text)).toEqual([]);
    }
  });

  it("is right about who wins and why", async () => {
    const [small, marginal, large, feature] = [
      await placed("place-small-data.yaml"),
      await placed("place-small-data-marginal.yaml"),
      await placed("place-large-data.yaml"),
      await placed("place-missing-feature.yaml"),
    ];
    expect([small, marginal, large, feature].map(({ region }) => region)).toEqual([
      "eu-north-1",
      "eu-west-1",
      "eu-west-1",
      "eu-west-1",
    ]);
    expect(small.otherSignal).toMatchObject({ signal: "marginal", region: "eu-west-1" });
    expect(marginal.otherSignal).toMatchObject({ signal: "average", region: "eu-north-1" });
    expect(small.breakEvenGigabytes).toBe(large.breakEvenGigabytes);
    expect(large.pareto.map((one) => one.emissionsGrams.kind)).not.toContain("unknown");
    expect(feature.rejected).toEqual([
      expect.objectContaining({ region: "eu-central-2", because: expect.stringContaining("serverless") as string }),
    ]);
  });
});
