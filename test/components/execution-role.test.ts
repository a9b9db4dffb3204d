import * as pulumi from "@pulumi/pulumi";
import { executionRole, type ExecutionNeeds } from "../../components/execution-role";
import { deployMocked } from "../support/mock-cloud";
import { statementsOf } from "./role-policies";

class Holder extends pulumi.ComponentResource {
  constructor(needs: Partial<ExecutionNeeds>) {
    super("greenml:training:Holder", "holder");
    const all = {
      region: "eu-north-1",
      logGroupName: "/aws/sagemaker/TrainingJobs",
      reads: ["s3://data/in/"],
      writes: [],
      images: [],
    };
    executionRole("holder-role", undefined, { ...all, ...needs }, this, { team: "ml" });
  }
}

async function statements(needs: Partial<ExecutionNeeds>) {
  const { created } = await deployMocked(() => new Holder(needs));
  return statementsOf(created, "holder-role-policy");
}

describe("execution roles", () => {
  it("write nothing where nothing is to be written", async () => {
    expect(Object.keys(await statements({}))).toEqual(["List0", "Locate", "Read", "WriteLogs"]);
  });

  it("speak the ARNs of their partition", async () => {
    const { Read, WriteLogs } = await statements({ region: "cn-north-1" });
    expect(Read?.Resource).toEqual(["arn:aws-cn:s3:::data/in/*"]);
    expect(WriteLogs?.Resource[0]).toMatch(/^arn:aws-cn:logs:cn-north-1:/);
  });

  it("take a region that the catalogue lacks for one of the commercial partition", async () => {
    expect((await statements({ region: "eu-next-1" })).Read?.Resource).toEqual(["arn:aws:s3:::data/in/*"]);
  });

  it("need no login for images that are not in ECR", async () => {
    expect(await statements({ images: ["registry.example/trainer:1"] })).not.toHaveProperty("RegistryLogin");
  });

  it("name every repository and bucket once", async () => {
    const image = "123456789012.dkr.ecr.eu-north-1.amazonaws.com/team/trainer";
    const { PullImage, Locate, List0 } = await statements({
      images: [`${image}:1`, `${image}@sha256:0`],
      reads: ["s3://data/in/", "s3://data/in/", "s3://data/more/"],
    });
    expect(PullImage?.Resource).toEqual(["arn:aws:ecr:eu-north-1:123456789012:repository/team/trainer"]);
    expect(Locate?.Resource).toEqual(["arn:aws:s3:::data"]);
    expect(List0?.Condition).toEqual({ StringLike: { "s3:prefix": ["in", "in/*", "more", "more/*"] } });
  });
});
