import { evidenceFor, measuredTime, typesWith } from "./measured-work";
import type { Evidence } from "./placement";
import type { PlacementWork } from "./placement-request";
import type { WorkClock } from "./work-clock";

/**
 * A clock that goes by the measured time of a type where there is one, and by `clock` of all others. Throws RangeError where
 * a measured time and a measured speed of one type have nothing in common. `tells` says whether types are compared at all.
 */
export function measuredFirst(work: PlacementWork, clock: WorkClock, tells: boolean): WorkClock {
  const timed = typesWith(work, "hours");
  if (timed.size === 0) return clock;
  return {
    ...clock,
    evidence: tells ? withTimes(work, timed, clock.evidence) : clock.evidence,
    timeOn: (type, machine, machines) => {
      const measured = measuredTime(work, type, machines);
      const otherwise = clock.timeOn(type, machine, machines);
      if (measured === undefined) return otherwise;
      const isApart =
        work.rows !== undefined &&
        typeof otherwise !== "string" &&
        (measured.low > otherwise.high || measured.high < otherwise.low);
      if (!isApart) return measured;
      throw new RangeError(
        `Cannot use two measurements of ${type} because they contradict: ${measured.basis}, and work.rows at its measured speed take ${otherwise.low.toPrecision(2)}-${otherwise.high.toPrecision(2)} h`,
      );
    },
  };
}

function withTimes(work: PlacementWork, timed: ReadonlySet<string>, { basis, kind }: Evidence): Evidence {
  const words = [...timed].toSorted().map((type) => `${type} (${evidenceFor(work.measured, type, "hours")})`);
  const times = `measured time of ${words.join(", ")}`;
  return { kind: "measured", basis: kind === "measured" ? `${times}; ${basis}` : `${times}; other types on ${basis}` };
}
