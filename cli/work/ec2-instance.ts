import { gigabytes, hours } from "../../carbon";
import { bags, plain, positive, text, textAt } from "../stack/property";
import type { StackResource } from "../stack/stack-resource";
import { rangeOf, sumFigures } from "./figures";
import { untold, type Recogniser } from "./finding";
import { stated } from "./machines";
import { measurableOf } from "./measured-usage";
import { driveOf } from "./storage";

/** `aws:ec2/instance:Instance`, with the volumes that it brings. */
export const ec2Instance: Recogniser = {
  knobs: ["hoursPerMonth", "utilisation", "gigabytesPerMonthTo", "measured"],
  measurable: measurableOf.machine,
  find: (resource, { region, knobs, footprints }) => {
    const instanceType = textAt(resource, "instanceType");
    if (instanceType === undefined) return untold("its instance type is not given, or known only after deployment");
    const awake = knobs.hoursPerMonth;
    const hoursPerMonth = awake === undefined ? undefined : rangeOf(awake, hours);
    const machine = footprints.ec2Month({ region, instanceType, hoursPerMonth, ...stated(knobs, instanceType) });
    const volumes = volumesOf(resource).map(({ kind, size }) =>
      footprints.storageMonth({ region, kind, gigabytes: gigabytes(size) }),
    );
    return {
      kind: "estimated",
      what: `EC2 ${instanceType}${volumes.length === 0 ? "" : " with its volumes"}`,
      region,
      per: "month",
      figures: sumFigures([machine, ...volumes]),
      runsPerMonth: 1,
    };
  },
};

/** The root as its image made it where the program says nothing; other volumes of the answer may be resources of their own. */
function volumesOf({ inputs, outputs }: StackResource): readonly { kind: ReturnType<typeof driveOf>; size: number }[] {
  const said = plain(inputs, ["rootBlockDevice"]);
  const root = positive(plain(said, ["volumeSize"])) === undefined ? plain(outputs, ["rootBlockDevice"]) : said;
  const devices = [...bags(root === undefined ? [] : [root]), ...bags(plain(inputs, ["ebsBlockDevices"]))];
  return devices.flatMap((one) => {
    const size = positive(plain(one, ["volumeSize"]));
    return size === undefined ? [] : [{ kind: driveOf(text(plain(one, ["volumeType"]))), size }];
  });
}
