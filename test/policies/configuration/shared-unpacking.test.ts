import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { shareUnpacking } from "../../../policies/configuration/shared-unpacking";

type Unpack = (packed: Struct, keepSecrets?: boolean) => unknown;

const sdk = () => jest.requireActual<{ deserializeProperties: Unpack }>("@pulumi/policy/deserialize");

it("unpacks each resource once for all rules, and each time for a remediation", () => {
  shareUnpacking();
  const packed = Struct.fromJavaScript({ days: 7, tags: { owner: "ops" } });
  const same = Struct.fromJavaScript({ days: 7, tags: { owner: "ops" } });
  const { deserializeProperties: unpack } = sdk();
  const first = unpack(packed, false);
  expect(first).toEqual({ days: 7, tags: { owner: "ops" } });
  expect(unpack(packed, false)).toBe(first);
  expect(unpack(same, false)).not.toBe(first);
  expect(unpack(packed, true)).not.toBe(first);
  expect(unpack(packed, true)).not.toBe(unpack(packed, true));
});
