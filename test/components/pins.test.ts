import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CATALOG_VERSION, formatPins, PIN_FILE_NAME, type Pin } from "../../carbon";
import { BatchInference, NeoCompilation, ServerlessEndpoint } from "../../components";
import { deployMocked, refusalOf } from "../support/mock-cloud";
import { churnTraining } from "./churn-training";

const home = process.cwd();
let folder = home;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "greenml-pins-"));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const pin = (overrides: Partial<Pin> = {}): Pin => ({
  region: "eu-west-1",
  instanceType: "ml.m5.xlarge",
  catalogVersion: CATALOG_VERSION,
  pinnedAt: "2026-11-24",
  why: "the data is near",
  ...overrides,
});

function writePins(pins: Readonly<Record<string, Pin>>): void {
  writeFileSync(join(folder, PIN_FILE_NAME), formatPins({ version: 1, pins }));
}

const modelIn = (region: string) => ({
  modelArtifacts: "s3://models/churn/model.tar.gz",
  image: `123456789012.dkr.ecr.${region}.amazonaws.com/trainer:1`,
  region,
});

const batch = (region: string) =>
  new BatchInference("churn", {
    model: modelIn(region),
    input: "s3://data/customers/",
    expectedHours: 1,
  });

const traffic = { requestsPerDay: 1000, millisecondsPerRequest: 50 };
const tied: readonly [string, (region: string) => ServerlessEndpoint | NeoCompilation][] = [
  ["a serverless endpoint", (region) => new ServerlessEndpoint("churn", { model: modelIn(region), traffic })],
  ["a serverless endpoint of unknown traffic", (region) => new ServerlessEndpoint("churn", { model: modelIn(region) })],
  [
    "a compilation",
    (region) =>
      new NeoCompilation("churn", {
        model: modelIn(region),
        target: "ml_c5",
        framework: { name: "XGBOOST", version: "1.3.3" },
      }),
  ],
];

describe.each(tied)("the pin of %s, which is where its model is", (_, made) => {
  it("is kept where it says the model's region", async () => {
    writePins({ churn: pin() });
    const { placement } = (await deployMocked(() => made("eu-west-1"))).result;
    expect(placement).toMatchObject({ region: "eu-west-1", instanceType: undefined, pinned: pin() });
  });

  it("is refused where it says another region, before anything is created", async () => {
    writePins({ churn: pin() });
    const { error, created } = await refusalOf(() => made("eu-north-1"));
    expect(String(error)).toContain("Cannot keep the pin on eu-west-1 because");
    expect(created.map(({ name }) => name)).toEqual(["churn"]);
  });

  it("does nothing to another component", async () => {
    writePins({ other: pin() });
    expect((await deployMocked(() => made("eu-north-1"))).result.placement.pinned).toBeUndefined();
  });
});

describe("a pin beside Pulumi.yaml", () => {
  it("keeps a training where it was, and says what moving would save", async () => {
    writePins({ churn: pin() });
    const { placement } = (await deployMocked(() => churnTraining())).result;
    expect(placement).toMatchObject({ region: "eu-west-1", instanceType: "ml.m5.xlarge" });
    expect(placement.pinned?.move?.region).toBe("eu-north-1");
    expect(placement.reasons[0]).toMatch(
      /^eu-west-1 .* is pinned since 2026-11-24 \(figures .*\): the data is near\.$/,
    );
    expect(placement.reasons.at(-1)).toMatch(/^eu-north-1 on ml\.\w+\.\w+ would save/);
  });

  it("keeps the type of a batch run in the model's region", async () => {
    writePins({ churn: pin() });
    const { placement } = (await deployMocked(() => batch("eu-west-1"))).result;
    expect(placement).toMatchObject({ region: "eu-west-1", instanceType: "ml.m5.xlarge" });
    expect(placement.pinned?.why).toBe("the data is near");
  });

  it("is for one component alone", async () => {
    writePins({ other: pin(), toString: pin() });
    const { placement } = (await deployMocked(() => churnTraining())).result;
    expect(placement).toMatchObject({ region: "eu-north-1" });
    expect(placement.pinned).toBeUndefined();
  });

  it("is refused where it contradicts an argument, before anything is created", async () => {
    writePins({ churn: pin() });
    const region = await refusalOf(() => churnTraining({ region: "eu-west-3" }));
    expect(String(region.error)).toContain(
      'Cannot keep the pin on eu-west-1 because region says "eu-west-3": unpin it, or change the request',
    );
    const type = await refusalOf(() => churnTraining({ instanceType: "ml.c5.large" }));
    expect(String(type.error)).toContain('Cannot keep the pin on ml.m5.xlarge because instanceType says "ml.c5.large"');
    const model = await refusalOf(() => batch("eu-north-1"));
    expect(String(model.error)).toContain('because region says "eu-north-1"');
    expect(model.created.map(({ name }) => name)).toEqual(["churn"]);
  });

  it("is one sentence when the file is broken", async () => {
    writeFileSync(join(folder, PIN_FILE_NAME), '{"version": 1, "pins": {"churn": ');
    const { error, created } = await refusalOf(() => churnTraining());
    expect(String(error)).toContain("Cannot read greenml.placement.json because it is not JSON");
    expect(created.map(({ name }) => name)).toEqual(["churn"]);
  });
});
