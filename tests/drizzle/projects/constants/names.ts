export const TABLES = { trips: "tbl_trips" } as const;
export const COLUMNS = { id: "trip_id", prefix: "loc", modes: ["train", "bike"] } as const;
