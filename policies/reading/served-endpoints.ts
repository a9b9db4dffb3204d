import type { PolicyResource } from "@pulumi/policy";
import { perStack } from "./per-stack";
import { textAt } from "./request-fields";

/** A SageMaker endpoint of the `aws` provider. */
export function isEndpoint({ type }: Pick<PolicyResource, "type">): boolean {
  return type === "aws:sagemaker/endpoint:Endpoint";
}

/** A SageMaker endpoint configuration of the `aws` provider. */
export function isEndpointConfiguration({ type }: Pick<PolicyResource, "type">): boolean {
  return type === "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
}

/** The endpoints of a stack that serve a configuration. Throws the SDK's report where that is unknown yet. */
export function endpointsOf(
  configuration: PolicyResource,
  resources: readonly PolicyResource[],
): readonly PolicyResource[] {
  return endpointsIn(resources).filter((endpoint) => serves(endpoint, configuration));
}

/** The configuration in a stack that an endpoint serves, if it is there. Throws the SDK's report where that is unknown yet. */
export function configurationOf(
  endpoint: PolicyResource,
  resources: readonly PolicyResource[],
): PolicyResource | undefined {
  return configurationsIn(resources).find((configuration) => serves(endpoint, configuration));
}

const endpointsIn = perStack((resources) => resources.filter(isEndpoint));
const configurationsIn = perStack((resources) => resources.filter(isEndpointConfiguration));

/** A preview knows what an endpoint's configuration comes from before it knows its name. */
function serves(endpoint: PolicyResource, configuration: PolicyResource): boolean {
  const origins = (endpoint.propertyDependencies["endpointConfigName"] ?? []).filter(isEndpointConfiguration);
  if (origins.length > 0) return origins.some(({ urn }) => urn === configuration.urn);
  const named = textAt(endpoint.props, "EndpointConfigName");
  return named !== undefined && named === textAt(configuration.props, "Name");
}
