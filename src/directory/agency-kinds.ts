// Kinds of agencies of a province with two tiers of local government.

export const agencyKinds = {
  province: "Uỷ ban nhân dân tỉnh",
  office: "văn phòng cấp tỉnh",
  department: "sở",
  board: "ban",
  inspectorate: "thanh tra",
  institution: "đơn vị sự nghiệp",
  commune: "xã",
  ward: "phường",
  "special-zone": "đặc khu",
  division: "phòng",
  union: "đoàn thể",
} as const;

export type AgencyKind = keyof typeof agencyKinds;

export const isAgencyKind = (text: string): text is AgencyKind => Object.hasOwn(agencyKinds, text);
