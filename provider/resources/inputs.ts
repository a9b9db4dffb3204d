import type * as pulumi from "@pulumi/pulumi";

/**
 * A request of AWS's own SDK in which any value, at any depth, may be an output of another resource.
 * Instance types stay open, so that one newer than the SDK can be asked for.
 */
export type Inputs<T> =
  Plain<T> extends string | number | boolean | Date
    ? pulumi.Input<T>
    : Plain<T> extends readonly (infer Item)[]
      ? pulumi.Input<readonly Inputs<Item>[] | Absent<T>>
      : pulumi.Input<InputMembers<Plain<T>> | Absent<T>>;

/** The members of a structure or map of a request, each of which may be an output. */
export type InputMembers<T> = {
  readonly [Member in keyof T]: Member extends `${string}InstanceType`
    ? pulumi.Input<(string & Record<never, never>) | T[Member]>
    : Inputs<T[Member]>;
};

type Plain<T> = Exclude<T, undefined>;
type Absent<T> = Extract<T, undefined>;
