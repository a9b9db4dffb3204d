import { dataReplication } from "../../../policies/rules/data-replication";
import { type Case, type Given, judge, starts, unknownStringValue } from "../support/judge";
import { bucket } from "../support/resources";

type Fields = Readonly<Record<string, unknown>>;

const copies = bucket({ region: "us-east-1", bucket: "copies" });
const destination = { bucket: "arn:aws:s3:::copies" };

function replication(rule: Fields = {}, more: Partial<Given> = {}): Given {
  const type = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
  const rules = [{ id: "one", status: "Enabled", destination, ...rule }];
  return { type, props: { region: "eu-north-1", bucket: "churn-data", rules }, ...more };
}

function table(replicas: readonly unknown[], props: Fields = {}): Given {
  return { type: "aws:dynamodb/table:Table", props: { region: "eu-north-1", replicas, ...props } };
}

function registry(rule: Fields): Given {
  const type = "aws:ecr/replicationConfiguration:ReplicationConfiguration";
  return { type, props: { region: "eu-north-1", replicationConfiguration: { rules: [rule] } } };
}

const far = [{ region: "us-east-1", registryId: "1" }];
const found = (what: string, where = "us-east-1") => [
  `Too many copies: ${what} of eu-north-1 also in ${where}, for no stated reason; moving 100 GB: emissions (CO2e) `,
];

const cases: readonly Case[] = [
  { when: "a bucket is copied", given: [replication(), copies], says: found("all objects") },
  {
    when: "part of a bucket is copied",
    given: [replication({ filter: { prefix: "models/" } }), copies],
    says: found('objects under "models/"'),
  },
  {
    when: "a bucket copies itself inline",
    given: [bucket({ replicationConfiguration: { rules: [{ status: "Enabled", destination }] } }), copies],
    says: found("all objects"),
  },
  {
    when: "BucketV2 writes lists",
    given: [
      {
        type: "aws:s3/bucketV2:BucketV2",
        props: {
          region: "eu-north-1",
          replicationConfigurations: [
            { rules: [{ status: "Enabled", filters: [{ prefix: "a/" }], destinations: [destination] }] },
          ],
        },
      },
      copies,
    ],
    says: found('objects under "a/"'),
  },
  { when: "images are copied", given: registry({ destinations: far }), says: found("all images") },
  {
    when: "some images are copied",
    given: registry({ destinations: far, repositoryFilters: [{ filter: "train", filterType: "PREFIX_MATCH" }] }),
    says: found('images under "train"'),
  },
  { when: "a table has a replica", given: table([{ regionName: "us-east-1" }]), says: found("the table") },
  {
    when: "a table of the old kind is global",
    given: {
      type: "aws:dynamodb/globalTable:GlobalTable",
      props: { region: "eu-north-1", replicas: [{ regionName: "eu-north-1" }, { regionName: "us-east-1" }] },
    },
    says: found("the table"),
  },
  {
    when: "a file system is copied",
    given: {
      type: "aws:efs/replicationConfiguration:ReplicationConfiguration",
      props: { region: "eu-north-1", destination: { region: "us-east-1" } },
    },
    says: found("the file system"),
  },
  {
    when: "the bucket of the copies is elsewhere",
    given: replication(),
    says: [
      'Too many copies: all objects of eu-north-1 also in bucket "copies", for no stated reason; moving 100 GB: emissions and cost unknown; ',
    ],
  },
  {
    when: "the copy stays in its region",
    given: [replication(), bucket({ region: "eu-north-1", bucket: "copies" })],
    says: [],
  },
  { when: "images stay in their region", given: registry({ destinations: [{ region: "eu-north-1" }] }), says: [] },
  { when: "the rule is off", given: [replication({ status: "Disabled" }), copies], says: [] },
  { when: "the provider wrote no replicas", given: table([]), says: [] },
  { when: "a bucket copies nothing", given: bucket(), says: [] },
  {
    when: "the prefix is accepted",
    given: [replication({ prefix: "orders/2026/" }), copies],
    settings: { acceptedPrefixes: ["orders/"] },
    says: [],
  },
  {
    when: "another prefix is accepted",
    given: [replication({ prefix: "order" }), copies],
    settings: { acceptedPrefixes: ["orders/"] },
    says: found('objects under "order"'),
  },
  {
    when: "the resource is accepted",
    given: [replication(), copies],
    settings: { acceptedResources: ["churn"] },
    says: [],
  },
  {
    when: "a tag says why",
    given: table([{ regionName: "us-east-1" }], { tags: { "greenml:replication-reason": "law" } }),
    says: [],
  },
  {
    when: "the tag is empty",
    given: table([{ regionName: "us-east-1" }], { tags: { "greenml:replication-reason": "" } }),
    says: found("the table"),
  },
  {
    when: "the catalogue lacks the region",
    given: table([{ regionName: "mars-1" }]),
    says: ["Too many copies: the table of eu-north-1 also in mars-1, for no stated reason; "],
  },
];

it.each(cases)("says $says.0 when $when", async ({ given, settings, says }) => {
  expect(starts(await judge(dataReplication, given, settings), says)).toEqual(says);
});

const hidden = replication({ destination: { bucket: unknownStringValue } });

it("knows in a preview which bucket the copies go to before it knows its name", async () => {
  const from = { ...hidden, dependsOn: { rules: ["far"] } };
  expect(await judge(dataReplication, [from, { ...copies, name: "far" }])).toHaveLength(1);
  expect(await judge(dataReplication, [from, { ...bucket(), name: "far" }])).toEqual([]);
});

it("says that it cannot judge a copy whose target a preview does not know", async () => {
  await expect(judge(dataReplication, [hidden, copies])).rejects.toThrow("can't be known during preview");
});
