import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { keyInput, roleInput } from "../../components/arn";
import { guess } from "../../components/guess";
import { plainArgs, plainObject, planned } from "../../components/plain-args";
import { plannedTags } from "../../components/tags";
import { vpcInput } from "../../components/vpc";
import { deployMocked, valueOf } from "../support/mock-cloud";

class Nothing extends pulumi.ComponentResource {
  constructor() {
    super("greenml:training:Nothing", "nothing");
  }
}

/** What a schema says to a value of the argument `given`. */
async function saidOf(schema: z.ZodType, given: unknown): Promise<unknown> {
  const { result } = await deployMocked(() => {
    try {
      return plainArgs(z.object({ given: schema }), { given }, new Nothing());
    } catch (error) {
      return error;
    }
  });
  return result instanceof Error ? result.message : result;
}

describe("plainArgs", () => {
  it("fills defaults in", async () => {
    expect(await saidOf(z.number().default(3), undefined)).toEqual({ given: 3 });
  });

  it.each<[z.ZodType, unknown, string | RegExp]>([
    [z.string(), undefined, "Expected given to be a string, got nothing"],
    [z.string(), 4, "Expected given to be a string, got 4"],
    [z.int(), 1.5, "Expected given to be a whole number, got 1.5"],
    [z.array(z.string()), "a", 'Expected given to be a list, got "a"'],
    [z.record(z.string(), z.string()), null, "Expected given to be a map, got null"],
    [z.object({}), [1, 2], "Expected given to be an object, got a list of 2"],
    [z.string(), {}, "Expected given to be a string, got an object"],
    [z.enum(["a", "b"]), "c", 'Expected given to be "a" or "b", got "c"'],
    [z.number().min(1), 0, "Expected given of at least 1, got 0"],
    [z.number().positive(), 0, "Expected given of more than 0, got 0"],
    [z.number().max(9), 10, "Expected given of at most 9, got 10"],
    [z.number().lt(9), 9, "Expected given of less than 9, got 9"],
    [z.string().min(2), "a", 'Expected given of at least 2 characters, got "a"'],
    [z.array(z.string()).min(1), [], "Expected given of at least 1 entries, got a list of 0"],
    [z.string().regex(/^a/), "b", /^Expected given in its documented form \(.*\), got "b"$/],
    [z.union([z.string(), z.number()]), true, "Expected given in one of its documented shapes, got true"],
    [z.number(), Number.NaN, "Expected given to be a number, got NaN"],
    [z.number(), Infinity, "Expected given to be a number, got Infinity"],
    [z.number(), () => 1, "Expected given to be a number, got a function"],
    [z.string(), Promise.resolve("a"), /^Expected given to be a plain value, got a Promise: it decides the plan/],
    [plainObject({ a: z.string() }), { A: "x" }, 'Unknown argument "given.A". Known: a'],
    [z.union([z.string(), plainObject({ a: z.int() })]), { a: 1.5 }, "Expected given.a to be a whole number, got 1.5"],
    [
      z.union([plainObject({ a: z.int(), b: z.int() }), plainObject({ c: z.int(), d: z.int() })]),
      { c: 1 },
      "Expected given.d to be a number, got nothing",
    ],
    [guess, -1, "Expected given of more than 0, got -1"],
    [guess, { low: 1, likely: 2 }, "Expected given.high to be a number, got nothing"],
    [
      z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]),
      { kind: "c" },
      'Expected given.kind to be "a" or "b", got "c"',
    ],
    [roleInput, "role", /^Expected given to be the ARN of a role, such as ".*", got "role"$/],
    [keyInput, "arn:aws:kms:eu-north-1:123456789012:alias/mine", /^Expected given to be the ARN of a KMS key/],
    [
      vpcInput,
      { subnetIds: ["subnet-1"] },
      'Expected given.securityGroupIds to be a list of ids such as "sg-0a1b2c3d", got nothing',
    ],
    [
      vpcInput,
      { subnetIds: [], securityGroupIds: ["sg-1"] },
      /^Expected given.subnetIds to be a list of ids .*, got a list of 0$/,
    ],
    [plannedTags, { team: 1 }, "Expected given.team to be a string, got 1"],
    [plannedTags, { "aws:team": "a" }, /^Cannot set the tag "aws:team" in given because/],
    [plannedTags, { "": "a" }, /^Expected keys of given of 1 to 128 .*, got ""$/],
    [
      plannedTags,
      Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`key${index}`, ""])),
      "Too many entries in given: 48, maximum 47",
    ],
  ])("says in one sentence what came and what would do", async (schema, given, message) => {
    expect(await saidOf(schema, given)).toMatch(message);
  });

  it("passes an ARN that only AWS knows", async () => {
    expect(await saidOf(roleInput.optional(), undefined)).toEqual({ given: undefined });
    const { result } = await deployMocked(() =>
      plainArgs(roleInput, pulumi.output("arn:aws:iam::1:role/a"), new Nothing()),
    );
    expect(await valueOf(result)).toBe("arn:aws:iam::1:role/a");
    expect(roleInput.safeParse(Promise.resolve("arn")).success).toBe(true);
  });

  it("wants a guess in order", () => {
    expect(guess.safeParse({ low: 1, likely: 2, high: 3 }).success).toBe(true);
    expect(guess.safeParse({ low: 3, likely: 2, high: 1 }).success).toBe(false);
  });

  it("names the arguments as a whole when they are missing", async () => {
    const { result } = await deployMocked(() => {
      try {
        return plainArgs(z.object({}), undefined, new Nothing());
      } catch (error) {
        return error;
      }
    });
    expect(result).toMatchObject({ message: "Expected the arguments to be an object, got nothing" });
  });
});

describe("planned", () => {
  it("turns what a decision refuses into the component's own error", async () => {
    const { result } = await deployMocked(() => {
      const component = new Nothing();
      const caught = (thrown: unknown): unknown => {
        try {
          return planned(component, () => {
            throw thrown;
          });
        } catch (error) {
          return error;
        }
      };
      const ours = new pulumi.ResourceError("ours", component);
      return [
        caught(new RangeError("Expected more")),
        caught(ours),
        caught(new TypeError("a slip")),
        caught("text"),
        ours,
      ];
    });
    const [refused, kept, slip, text, ours] = result;
    expect(refused).toBeInstanceOf(pulumi.ResourceError);
    expect(refused).toMatchObject({ message: "Expected more", hideStack: true });
    expect(kept).toBe(ours);
    expect(slip).toBeInstanceOf(TypeError);
    expect(text).toBe("text");
  });
});
