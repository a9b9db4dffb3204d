import { hoursPerMonth } from "../estimate/month";
import { combine } from "../units/combine";
import { fraction, hours, type Fraction } from "../units/quantities";
import { exactly, type Range } from "../units/range";
import type { WorkClock } from "./work-clock";
import { unmeasuredType, type Speeds } from "./work-speeds";

const secondsPerHour = 3600;

/**
 * The clock of an endpoint that answers so many requests a month: on all the time, at the load that they make. Machines that
 * would likely not keep up are left out. So are types whose speed nobody measured, but the owner's own has the usual load.
 */
export function requestsClock(requests: Range, speeds: Speeds, isOpen: boolean): WorkClock {
  return {
    evidence: { kind: "measured", basis: `measured throughput of ${speeds.words}` },
    isStated: true,
    readsSpeeds: true,
    timeOn: (type) => (isOpen && speeds.of(type) === undefined ? unmeasuredType : exactly(hours(0))),
    loadOn: (type, machines) => {
      const speed = speeds.of(type);
      if (speed === undefined) return undefined;
      const { low, likely, high } = speed.rowsPerSecond;
      const month = (each: number): number => each * machines * hoursPerMonth() * secondsPerHour;
      if (requests.likely > month(likely)) {
        const most = Math.floor(month(likely)).toLocaleString("en-US");
        return `it likely answers at most ${most} requests a month, asked for are ${requests.likely.toLocaleString("en-US")}`;
      }
      const slowness: Range = { low: 1 / month(high), likely: 1 / month(likely), high: 1 / month(low) };
      return combine([requests, slowness] as const, (many, each): Fraction => fraction(Math.min(1, many * each)));
    },
  };
}
