import fc from "fast-check";

/**
 * fast-check with one seed for all property tests, so that a commit that passed once passes everywhere;
 * `PROPERTY_SEED` looks elsewhere, and a failure prints the seed to look there again.
 */
fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 20_261_124) });

export default fc;
