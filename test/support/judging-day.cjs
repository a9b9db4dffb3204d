// Exemptions run out, images and runtimes leave support: what a test expects holds on one day, and that day stays.
process.env.GREENML_POLICIES_DAY ??= "2026-11-24";
