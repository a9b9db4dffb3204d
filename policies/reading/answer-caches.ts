import { ifKnown } from "./known-yet";
import type { JudgedResource } from "./job-requests";
import { flagAt } from "./request-fields";

/** Types that are there to keep answers. */
const keepers: readonly string[] = [
  "aws:cloudfront/distribution:Distribution",
  "aws:dax/cluster:Cluster",
  "aws:elasticache/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:elasticache/serverlessCache:ServerlessCache",
  "aws:memorydb/cluster:Cluster",
  "greenml:recycling:PredictionCache",
];

/**
 * Whether a resource can keep the answers of an endpoint. What a preview does not know of it was not asked for: a cache that a
 * program switches on is known.
 */
export function holdsAnswers({ type, props }: JudgedResource): boolean {
  if (type === "aws:apigateway/stage:Stage") return ifKnown(() => flagAt(props, "CacheClusterEnabled")) === true;
  // A table whose items never expire is there for something else.
  if (type === "aws:dynamodb/table:Table") return ifKnown(() => flagAt(props, "Ttl", "Enabled")) === true;
  return keepers.includes(type);
}
