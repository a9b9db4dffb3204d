import type { Properties } from "../../../sandbox/aws/values";
import { Provider } from "./provider-client";

const eip = "aws:ec2/eip:Eip";
const fileSystem = "aws:efs/fileSystem:FileSystem";
const repository = "aws:ecr/repository:Repository";

describe("images, files and addresses", () => {
  let provider: Provider;
  beforeAll(async () => {
    provider = await Provider.start({ region: "eu-north-1" });
  });
  afterAll(() => provider.stop());

  async function outputsOf(type: string, inputs: Properties): Promise<Properties> {
    return (await provider.up(type, inputs)).outputs;
  }

  it("give an address that nothing uses out of the addresses for documentation", async () => {
    const { id, outputs } = await provider.up(eip, { domain: "vpc" });
    expect(id).toMatch(/^eipalloc-[0-9a-f]{17}$/);
    expect(outputs).toMatchObject({ allocationId: id, associationId: "", instance: "", networkInterface: "" });
    expect(outputs["arn"]).toBe(`arn:aws:ec2:eu-north-1:123456789012:elastic-ip/${id}`);
    expect(outputs["publicIp"]).toMatch(/^203\.0\.113\.\d+$/);
  });

  it.each([
    ["eu-north-1", "ec2-198-51-100-7.eu-north-1.compute.amazonaws.com"],
    ["us-east-1", "ec2-198-51-100-7.compute-1.amazonaws.com"],
  ])("name an address that is asked for in %s", async (region, publicDns) => {
    const outputs = await outputsOf(eip, { region, address: "198.51.100.7" });
    expect(outputs).toMatchObject({ publicIp: "198.51.100.7", publicDns, domain: "vpc", publicIpv4Pool: "amazon" });
  });

  it.each<Properties>([{ instance: "i-1" }, { networkInterface: "eni-1" }])(
    "associate an address by %j",
    async (by) => {
      expect((await outputsOf(eip, by))["associationId"]).toMatch(/^eipassoc-[0-9a-f]{17}$/);
    },
  );

  it("fill in what AWS chooses for a file system, which is called as its tag says", async () => {
    const { id, outputs } = await provider.up(fileSystem, { tags: { Name: "files" } });
    expect(outputs).toMatchObject({
      name: "files",
      encrypted: false,
      performanceMode: "generalPurpose",
      throughputMode: "bursting",
      dnsName: `${id}.efs.eu-north-1.amazonaws.com`,
    });
    expect((await outputsOf(fileSystem, {}))["name"]).toBe("");
  });

  it("replace a file system for its encryption, and not for its lifecycle", async () => {
    const changed = (inputs: Properties) => provider.diff(fileSystem, "fs-1", { encrypted: false }, inputs);
    expect((await changed({ encrypted: true })).replaces).toEqual(["encrypted"]);
    const cooled = await changed({ encrypted: false, lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }] });
    expect([cooled.changed, cooled.replaces]).toEqual([true, []]);
  });

  it("name a repository after its registry, in lower case", async () => {
    expect(await outputsOf(repository, { name: "team/images" })).toMatchObject({
      imageTagMutability: "MUTABLE",
      repositoryUrl: "123456789012.dkr.ecr.eu-north-1.amazonaws.com/team/images",
    });
    const { failures } = await provider.check(repository, { name: "Images" });
    expect(failures).toEqual([expect.stringMatching(/^name: Expected a name that matches .* got "Images"\.$/)]);
  });
});
