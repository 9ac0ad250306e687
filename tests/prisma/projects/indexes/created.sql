-- CreateTable
CREATE TABLE "Track" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "disc" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "track title" TEXT NOT NULL,
    "isrc" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Track_isrc_key" ON "Track"("isrc" DESC);

-- CreateIndex
CREATE INDEX "Track_track title_idx" ON "Track"("track title" ASC);

-- CreateIndex
CREATE INDEX "track's order" ON "Track"("track title", "number");

-- CreateIndex
CREATE INDEX "Track_disc_idx" ON "Track"("disc");

-- CreateIndex
CREATE INDEX "disc again" ON "Track"("disc");

-- CreateIndex
CREATE UNIQUE INDEX "Track_disc_number_key" ON "Track"("disc", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Track_number_disc_key" ON "Track"("number", "disc");

-- CreateIndex
CREATE UNIQUE INDEX "title in disc" ON "Track"("track title", "disc" DESC);
