import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finding, findingsInState, lines } from "./support/state";

/** A fault in one resource of a state, written down before any rule was read. */
interface Planted {
  readonly resource: string;
  readonly topic: string;
  readonly fault: string;
  /** The rule that is there for such faults. */
  readonly rule: string;
  /** Other resources of the same thing, on which the rule may as well report. */
  readonly also?: readonly string[];
  /** Why the rule does not find it; without this it does. */
  readonly missed?: string;
  /** Why the rule reports on it all the same, though not for this fault; it counts as missed. */
  readonly byChance?: string;
}

interface Expected {
  readonly planted: readonly Planted[];
  /** Rules that are right about something else in the state, and about what. */
  readonly beside: Readonly<Record<string, string>>;
}

const folder = join(__dirname, "blind");
const states = readdirSync(folder)
  .map((file) => /^([a-z-]+)\.json$/.exec(file)?.[1])
  .filter((name) => name !== undefined);
const planting = states.filter((name) => !name.includes("frugal-"));
const frugal = states.filter((name) => name.includes("frugal-"));
/** States of a second round, made and judged by somebody else after all that the first had shown was mended. */
const isOfSecondRound = (name: string) => name.startsWith("second-");

function expectedOf(state: string): Expected {
  return JSON.parse(readFileSync(join(folder, `${state}.expected.json`), "utf8")) as Expected;
}

function isAbout({ resource, also = [], rule }: Planted, finding: Finding): boolean {
  return finding.rule === rule && [resource, ...also].includes(finding.resource);
}

describe.each(planting)("faults planted in %s", (state) => {
  const { planted, beside } = expectedOf(state);
  let found: readonly Finding[];
  beforeAll(async () => {
    found = await findingsInState(join(folder, `${state}.json`), "strict");
  });

  it.each(planted.map((fault) => [fault.resource, fault] as const))("%s", (_, fault) => {
    expect(found.some((finding) => isAbout(fault, finding))).toBe(fault.missed === undefined);
  });

  it("are all that is wrong, but for what is listed beside them", () => {
    const others = found.filter((finding) => !planted.some((fault) => isAbout(fault, finding)));
    expect([...new Set(others.map(({ rule }) => rule))].sort()).toEqual(Object.keys(beside).sort());
  });
});

it.each([
  { round: "first", states: planting.filter((name) => !isOfSecondRound(name)), planted: 110, found: 106 },
  { round: "second", states: planting.filter(isOfSecondRound), planted: 123, found: 115 },
])("finds $found of the $planted faults that the $round round planted", ({ states: own, planted, found }) => {
  const all = own.flatMap((state) => expectedOf(state).planted);
  expect(all).toHaveLength(planted);
  expect(all.filter(({ missed, byChance }) => missed === undefined && byChance === undefined)).toHaveLength(found);
});

it.each(states)("finds the same in %s when numbers and switches are written as texts", async (state) => {
  const file = join(folder, `${state}.json`);
  const asText = join(mkdtempSync(join(tmpdir(), "greenml-")), "state.json");
  writeFileSync(asText, JSON.stringify(JSON.parse(readFileSync(file, "utf8"), textual)));
  expect(lines(await findingsInState(asText, "strict"))).toEqual(lines(await findingsInState(file, "strict")));
});

/** Of what describes a resource; the state's own marks, such as "custom", stay as they are. */
function textual(key: string, value: unknown): unknown {
  if (key === "version" || key === "custom") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

it.each(frugal)("finds nothing in %s, even at preset strict", async (state) => {
  const evidence = join(folder, isOfSecondRound(state) ? "second-frugal.evidence.json" : "frugal.evidence.json");
  expect(lines(await findingsInState(join(folder, `${state}.json`), "strict", evidence))).toEqual([]);
});
