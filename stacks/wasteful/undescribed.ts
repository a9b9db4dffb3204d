import * as sagemaker from "@pulumi/aws/sagemaker";
import type * as pulumi from "@pulumi/pulumi";

import { REGION } from "./habits";

/** Apps on a machine that AWS sells without saying what is in it, so that nobody can tell what they emit. */
export function undescribedMachines(domainId: pulumi.Input<string>): void {
  for (const userProfileName of ["ada", "grace"]) {
    const profile = new sagemaker.UserProfile(`wasteful-${userProfileName}`, {
      region: REGION,
      domainId,
      userProfileName,
    });
    new sagemaker.App(
      `wasteful-maps-${userProfileName}`,
      {
        region: REGION,
        domainId,
        userProfileName,
        appName: "maps",
        appType: "KernelGateway",
        resourceSpec: { instanceType: "ml.geospatial.interactive" },
      },
      { dependsOn: profile },
    );
  }
}
