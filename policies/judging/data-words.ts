import {
  dataTransferFootprint,
  type Footprint,
  formatEmissions,
  formatUsd,
  gigabytes,
  storageMonthFootprint,
  type StorageKind,
} from "../../carbon/index";
import { ifKnown } from "../reading/known-yet";

/** What is named when nobody says how much data there is. */
const AMOUNT = gigabytes(100);

/** What moving 100 GB from one region to another costs, in a clause; says so when unknown. */
export function transferWords(from: string | undefined, to: string | undefined): string {
  return words("moving 100 GB", () =>
    from === undefined || to === undefined ? undefined : dataTransferFootprint({ gigabytes: AMOUNT, from, to }),
  );
}

/** What keeping a second copy of 100 GB costs in a month, in a clause; says so when unknown. */
export function copyWords(region: string | undefined, kind: StorageKind): string {
  return words("a month of a copy of 100 GB", () =>
    region === undefined ? undefined : storageMonthFootprint({ region, kind, gigabytes: AMOUNT }),
  );
}

function words(what: string, estimate: () => Footprint | undefined): string {
  const footprint = ifKnown(estimate);
  if (footprint === undefined) return `${what}: emissions and cost unknown`;
  return `${what}: emissions (CO2e) ${formatEmissions(footprint.emissions)}; cost ${formatUsd(footprint.cost)}`;
}
