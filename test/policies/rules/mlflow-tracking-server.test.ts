import { mlflowTrackingServer } from "../../../policies/rules/mlflow-tracking-server";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { logGroup } from "../support/resources";

const server = (props = {}) => ({ type: "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer", props });
const runs = (size: string) =>
  `Cannot rest because a tracking server of size ${size} runs until somebody stops it; a month: energy, emissions and cost unknown.`;

const cases: readonly Case[] = [
  { when: "a server has a size", given: server({ trackingServerSize: "Large" }), says: [runs("Large")] },
  { when: "a server has none, which means Small", given: server(), says: [runs("Small")] },
  {
    when: "the size is unknown, which the verdict does not depend on",
    given: server({ trackingServerSize: unknownStringValue }),
    says: [runs("Small")],
  },
  { when: "the server is accepted", given: server(), settings: { acceptedServers: ["churn"] }, says: [] },
  { when: "another is accepted", given: server(), settings: { acceptedServers: ["fraud"] }, says: [runs("Small")] },
  { when: "it is an app", given: { type: "aws:sagemaker/mlflowApp:MlflowApp", props: {} }, says: [] },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(mlflowTrackingServer, given, settings)).toEqual(says);
});
