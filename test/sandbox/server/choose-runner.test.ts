import { chooseRunner } from "../../../sandbox/server/choose-runner";
import { createRunner } from "../../../sandbox/worker";

jest.mock("../../../sandbox/worker", () => ({ createRunner: jest.fn() }));

const notices: string[] = [];
const options = { home: "/nowhere", speed: 60, notice: (line: string) => notices.push(line) };

test("jobs are simulated where there is no Python, and the reason is said", async () => {
  jest.mocked(createRunner).mockRejectedValueOnce(new Error("Cannot train because no Python 3 was found."));
  const runner = await chooseRunner(options);
  expect(runner.description).toBe("simulated");
  expect(notices).toEqual(["Cannot train because no Python 3 was found. Jobs are simulated: nothing is trained."]);
});
