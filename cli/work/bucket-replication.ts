import { nothing, untold, type Recogniser } from "./finding";

/** `aws:s3/bucketReplicationConfig:BucketReplicationConfig`: what it copies travels, and only its owner knows how much. */
export const bucketReplication: Recogniser = {
  knobs: ["gigabytesPerMonthTo"],
  find: (_, { knobs }) =>
    knobs.gigabytesPerMonthTo === undefined
      ? untold("how many gigabytes it copies in a month is not known")
      : nothing("what it copies counts as a journey of data"),
};
