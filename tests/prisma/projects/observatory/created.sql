-- CreateTable
CREATE TABLE "Reading" (
    "id" BIGINT NOT NULL PRIMARY KEY,
    "station" TEXT NOT NULL,
    "takenAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "celsius" REAL NOT NULL DEFAULT -1.50,
    "pressure" REAL,
    "counted" BIGINT NOT NULL DEFAULT 9007199254740993,
    "isDay" BOOLEAN NOT NULL DEFAULT true,
    "raw" BLOB,
    "firmware" BLOB NOT NULL DEFAULT '68656c6c6f',
    "settings" JSONB NOT NULL,
    "since" DATETIME NOT NULL DEFAULT '2020-01-02 03:04:05.600 +02:00',
    "ratio" DECIMAL NOT NULL DEFAULT 0.1,
    "offset" INTEGER NOT NULL DEFAULT -3,
    "comment" TEXT NOT NULL DEFAULT '',
    "multiline" TEXT NOT NULL DEFAULT 'first
second	''third'''
);

-- CreateIndex
CREATE UNIQUE INDEX "Reading_station_takenAt_key" ON "Reading"("station", "takenAt");
