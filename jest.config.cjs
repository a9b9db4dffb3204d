/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/.sandbox"],
  setupFiles: ["<rootDir>/test/support/judging-day.cjs"],
  testTimeout: 30_000,
  testEnvironmentOptions: { globalsCleanup: "off" },
  reporters: ["default", "<rootDir>/test/support/count-reporter.cjs"],
};
