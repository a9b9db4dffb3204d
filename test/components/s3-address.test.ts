import fc from "../support/fast-check";
import {
  isReadFrom,
  bucketArn,
  folder,
  listedPrefixes,
  objectsArn,
  s3Address,
  s3Input,
} from "../../components/s3-address";

describe("addresses in S3", () => {
  it.each([
    ["s3://data", "", "arn:aws:s3:::data/*", ["*"]],
    ["s3://data/", "", "arn:aws:s3:::data/*", ["*"]],
    ["s3://data/train/", "train/", "arn:aws:s3:::data/train/*", ["train", "train/*"]],
    ["s3://data/train", "train", "arn:aws:s3:::data/train*", ["train*"]],
    ["s3://data/a/model.tar.gz", "a/model.tar.gz", "arn:aws:s3:::data/a/model.tar.gz", ["a/model.tar.gz"]],
  ])("of %s are allowed exactly", (uri, key, objects, prefixes) => {
    expect(s3Address(uri)).toEqual({ bucket: "data", key });
    expect(objectsArn(uri, "aws")).toBe(objects);
    expect(listedPrefixes(uri)).toEqual(prefixes);
  });

  it("are of the region's partition", () => {
    expect(bucketArn("s3://data/train/", "aws-cn")).toBe("arn:aws-cn:s3:::data");
  });

  it.each(["data/train", "https://data", "s3://", "s3://A_B/x", ""])("are not %p", (uri) => {
    expect(() => s3Address(uri)).toThrow(`Expected an address such as "s3://bucket/prefix/", got "${uri}"`);
    expect(s3Input.safeParse(uri).success).toBe(false);
  });

  it("pass while they are not known", () => {
    expect(s3Input.safeParse(Promise.resolve("s3://data/")).success).toBe(true);
    expect(s3Input.safeParse(4).success).toBe(false);
  });

  it("end as folders in exactly one slash of ours", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z/]{0,12}$/), (key) => {
        const once = folder(`s3://data/${key}`);
        return once.endsWith("/") && folder(once) === once;
      }),
    );
  });
});

it.each([
  ["s3://rows/in/out/", "s3://rows/in/", true],
  ["s3://rows/in", "s3://rows/in/", true],
  ["s3://rows/in-out/", "s3://rows/in", true],
  ["s3://rows/in-out/", "s3://rows/in/", false],
  ["s3://rows/out/", "s3://rows", true],
  ["s3://other/in/", "s3://rows/in/", false],
])("knows whether what is written to %s is read from %s", (written, read, answer) => {
  expect(isReadFrom(written, read)).toBe(answer);
});
