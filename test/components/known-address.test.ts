import * as pulumi from "@pulumi/pulumi";
import { knownAddress } from "../../components/known-address";
import { deployMocked } from "../support/mock-cloud";

class Nothing extends pulumi.ComponentResource {
  constructor() {
    super("greenml:training:Nothing", "nothing");
  }
}

/** What becomes of an address that comes during deployment. */
async function outcomeOf(address: unknown): Promise<unknown> {
  const { result } = await deployMocked(() => {
    const output = knownAddress(pulumi.output(address as string), "model.modelArtifacts", new Nothing());
    // What an output failed with is told by its promise alone, which the SDK keeps out of its types.
    return (output as unknown as { promise(): Promise<string> }).promise().catch((error: unknown) => error);
  });
  return result;
}

it("passes an address on", async () => {
  expect(await outcomeOf("s3://models/churn/model.tar.gz")).toBe("s3://models/churn/model.tar.gz");
});

it.each([
  ["models", 'Expected model.modelArtifacts to be an address such as "s3://bucket/prefix/", got "models"'],
  [
    undefined,
    'Expected model.modelArtifacts to be an address such as "s3://bucket/prefix/", got nothing: ' +
      "what a component with wait: false leaves is known after its job and a `pulumi refresh`",
  ],
])("refuses %p in one sentence without our frames", async (address, message) => {
  expect(await outcomeOf(address)).toMatchObject({ message, hideStack: true });
});
