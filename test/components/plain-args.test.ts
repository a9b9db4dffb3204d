import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { arnInput } from "../../components/arn";
import { guess } from "../../components/guess";
import { plainArgs, planned } from "../../components/plain-args";
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
    [z.string(), {}, "Expected given to be a string, got a value of type object"],
    [z.enum(["a", "b"]), "c", 'Expected given to be "a" or "b", got "c"'],
    [z.number().min(1), 0, "Expected given of at least 1, got 0"],
    [z.number().positive(), 0, "Expected given of more than 0, got 0"],
    [z.number().max(9), 10, "Expected given of at most 9, got 10"],
    [z.number().lt(9), 9, "Expected given of less than 9, got 9"],
    [z.string().min(2), "a", 'Expected given of at least 2 characters, got "a"'],
    [z.array(z.string()).min(1), [], "Expected given of at least 1 entries, got a list of 0"],
    [z.string().regex(/^a/), "b", /^Expected given in its documented form \(.*\), got "b"$/],
    [z.union([z.string(), z.number()]), true, "Expected given in one of its documented shapes, got true"],
    [arnInput, "role", 'Expected given to be an ARN, got "role"'],
  ])("says in one sentence what came and what would do", async (schema, given, message) => {
    expect(await saidOf(schema, given)).toMatch(message);
  });

  it("passes an ARN that only AWS knows", async () => {
    expect(await saidOf(arnInput.optional(), undefined)).toEqual({ given: undefined });
    const { result } = await deployMocked(() =>
      plainArgs(arnInput, pulumi.output("arn:aws:iam::1:role/a"), new Nothing()),
    );
    expect(await valueOf(result)).toBe("arn:aws:iam::1:role/a");
    expect(arnInput.safeParse(Promise.resolve("arn")).success).toBe(true);
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
