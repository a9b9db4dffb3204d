import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

import { type TestSandbox, testSandbox } from "../server/test-sandbox";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
  await sandbox.s3.send(new CreateBucketCommand({ Bucket: "data-bucket" }));
});
afterAll(() => sandbox.close());

async function put(key: string, body: string, bucket = "data-bucket") {
  await sandbox.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, Metadata: { origin: "test" } }));
}

async function textOf(key: string, range?: string): Promise<string | undefined> {
  const Range = range === undefined ? {} : { Range: range };
  const { Body } = await sandbox.s3.send(new GetObjectCommand({ Bucket: "data-bucket", Key: key, ...Range }));
  return await Body?.transformToString();
}

function expectNothingOutside(): void {
  const visible = readdirSync(join(sandbox.home, "s3")).filter((name) => !name.startsWith("."));
  expect(visible).toEqual(["data-bucket"]);
  expect(existsSync(join(sandbox.home, "escape"))).toBe(false);
}

describe("objects", () => {
  test("are files, whatever way the SDK sends them", async () => {
    await put("train/a b+ü.csv", "1,2,3\n");
    expect(readFileSync(join(sandbox.home, "s3/data-bucket/train/a b+ü.csv"), "utf8")).toBe("1,2,3\n");
    const { Metadata, ContentLength } = await sandbox.s3.send(
      new HeadObjectCommand({ Bucket: "data-bucket", Key: "train/a b+ü.csv" }),
    );
    expect([Metadata, ContentLength]).toEqual([{ origin: "test" }, 6]);
    expect(await textOf("train/a b+ü.csv")).toBe("1,2,3\n");
  });

  test("are read from a stream sent in chunks with a trailing checksum", async () => {
    const answer = await fetch(`${sandbox.endpoint}/data-bucket/stream`, {
      method: "PUT",
      headers: {
        "content-encoding": "aws-chunked",
        "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-decoded-content-length": "12",
        "x-amz-trailer": "x-amz-checksum-crc32",
      },
      body: "6\r\nfirst,\r\n6;chunk-signature=0\r\nsecond\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
    });
    expect(answer.status).toBe(200);
    expect(await textOf("stream")).toBe("first,second");
  });

  test("are read in part, and refused past their end", async () => {
    await put("range", "0123456789");
    expect(await textOf("range", "bytes=2-4")).toBe("234");
    expect(await textOf("range", "bytes=-3")).toBe("789");
    expect(await textOf("range", "bytes=7-")).toBe("789");
    await expect(textOf("range", "bytes=10-")).rejects.toMatchObject({ name: "InvalidRange" });
  });

  test("are copied and deleted, alone and many at once", async () => {
    await put("copy/from", "x");
    const CopySource = "data-bucket/copy/from";
    await sandbox.s3.send(new CopyObjectCommand({ Bucket: "data-bucket", Key: "copy/to", CopySource }));
    expect(await textOf("copy/to")).toBe("x");
    await sandbox.s3.send(new DeleteObjectCommand({ Bucket: "data-bucket", Key: "copy/from" }));
    const Objects = [{ Key: "copy/to" }, { Key: "copy/<never>&" }];
    const { Deleted } = await sandbox.s3.send(new DeleteObjectsCommand({ Bucket: "data-bucket", Delete: { Objects } }));
    expect(Deleted).toEqual(Objects);
    await expect(textOf("copy/to")).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(existsSync(join(sandbox.home, "s3/data-bucket/copy"))).toBe(false);
  });

  test("are put together from parts", async () => {
    const place = { Bucket: "data-bucket", Key: "parts" };
    const { UploadId } = await sandbox.s3.send(new CreateMultipartUploadCommand(place));
    const Parts = [];
    for (const [index, Body] of ["one,", "two"].entries()) {
      const PartNumber = index + 1;
      const { ETag } = await sandbox.s3.send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }));
      Parts.push({ ETag, PartNumber });
    }
    await sandbox.s3.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
    expect(await textOf("parts")).toBe("one,two");
  });

  test.each(["../escape", "a/../../b", "..", "a//b", "./a"])(
    "cannot be put outside their bucket by the key %s",
    async (Key) => {
      const put = sandbox.s3.send(new PutObjectCommand({ Bucket: "data-bucket", Key, Body: "x" }));
      await expect(put).rejects.toMatchObject({ name: "InvalidArgument" });
      expectNothingOutside();
    },
  );

  test("cannot lie below another object, nor be what others lie below: they are files here", async () => {
    await put("model/part", "x");
    const refused = async (Key: string, message: RegExp) => {
      const put = sandbox.s3.send(new PutObjectCommand({ Bucket: "data-bucket", Key, Body: "x" }));
      await expect(put).rejects.toMatchObject({
        name: "InvalidArgument",
        message: expect.stringMatching(message) as string,
      });
    };
    await refused("model/part/below", /"model\/part" is an object/);
    await refused("model", /There are objects below "model\/"/);
    await put("model/part", "again");
    expect(await textOf("model/part")).toBe("again");
  });

  test("may have a percent sign that only looks like a way out", async () => {
    await put("%2e%2e/x", "inside");
    expect(await textOf("%2e%2e/x")).toBe("inside");
    expectNothingOutside();
  });

  test("put there by hand are listed too", async () => {
    mkdirSync(join(sandbox.home, "s3/data-bucket/hand"), { recursive: true });
    writeFileSync(join(sandbox.home, "s3/data-bucket/hand/x.txt"), "by hand");
    const { Contents } = await sandbox.s3.send(new ListObjectsV2Command({ Bucket: "data-bucket", Prefix: "hand/" }));
    expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([["hand/x.txt", 7]]);
  });
});

describe("a listing", () => {
  test("pages, and folds keys at the delimiter", async () => {
    for (const key of ["l/a/1", "l/a/2", "l/b", "l/c/1", "l/d"]) await put(key, key);
    const base = { Bucket: "data-bucket", Prefix: "l/", Delimiter: "/", MaxKeys: 2 };
    const first = await sandbox.s3.send(new ListObjectsV2Command(base));
    expect(first.CommonPrefixes).toEqual([{ Prefix: "l/a/" }]);
    expect(first.Contents?.map(({ Key }) => Key)).toEqual(["l/b"]);
    expect(first.IsTruncated).toBe(true);
    const ContinuationToken = first.NextContinuationToken;
    const second = await sandbox.s3.send(new ListObjectsV2Command({ ...base, ContinuationToken }));
    expect(second.CommonPrefixes).toEqual([{ Prefix: "l/c/" }]);
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(["l/d"]);
    expect(second.IsTruncated).toBe(false);
  });
});

describe("a bucket", () => {
  test("that is missing is said to be", async () => {
    await expect(put("x", "x", "no-such-bucket")).rejects.toMatchObject({ name: "NoSuchBucket" });
    await expect(sandbox.s3.send(new HeadBucketCommand({ Bucket: "no-such-bucket" }))).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  test("is deleted only when empty", async () => {
    await sandbox.s3.send(new CreateBucketCommand({ Bucket: "short-lived" }));
    await put("x", "x", "short-lived");
    await expect(sandbox.s3.send(new DeleteBucketCommand({ Bucket: "short-lived" }))).rejects.toMatchObject({
      name: "BucketNotEmpty",
    });
    await sandbox.s3.send(new DeleteObjectCommand({ Bucket: "short-lived", Key: "x" }));
    await sandbox.s3.send(new DeleteBucketCommand({ Bucket: "short-lived" }));
    await expect(sandbox.s3.send(new HeadBucketCommand({ Bucket: "short-lived" }))).rejects.toMatchObject({
      name: "NotFound",
    });
  });
});
