import { hasOwnDisk, instances } from "../../../carbon";

describe("hasOwnDisk", () => {
  it.each([
    "ml.g4dn.xlarge",
    "ml.g5.xlarge",
    "ml.g6e.xlarge",
    "ml.p4d.24xlarge",
    "ml.p5.48xlarge",
    "ml.p6-b200.48xlarge",
    "ml.trn2.48xlarge",
    "ml.dl1.24xlarge",
    "ml.i3en.large",
    "ml.trn1.2xlarge",
    "ml.m5d.large",
    "ml.r5d.large",
    "ml.c6gd.large",
    "c6gd.large",
  ])("knows the disks of %s", (type) => {
    expect(hasOwnDisk(type)).toBe(true);
  });

  it.each([
    "ml.m5.large",
    "ml.c5.xlarge",
    "ml.c7i.large",
    "ml.p3.2xlarge",
    "ml.g5g.xlarge",
    "ml.t3.medium",
    "ml.m7i.large",
    "ml.r7i.large",
  ])("knows that %s has none", (type) => {
    expect(hasOwnDisk(type)).toBe(false);
  });

  it("takes no type of the catalogue that ends in a letter d for one without", () => {
    const missed = instances().filter(({ family, type }) => /\dn?d$|dn$/.test(family) && !hasOwnDisk(type));
    expect(missed.map(({ type }) => type)).toEqual([]);
  });
});
