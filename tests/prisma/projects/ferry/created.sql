-- CreateTable
CREATE TABLE "Harbour" (
    "id" TEXT NOT NULL PRIMARY KEY
);

-- CreateTable
CREATE TABLE "Crossing" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    CONSTRAINT "Crossing_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Harbour" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Crossing_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Harbour" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Ship" (
    "imo" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Captain" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "shipId" INTEGER,
    CONSTRAINT "Captain_shipId_fkey" FOREIGN KEY ("shipId") REFERENCES "Ship" ("imo") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "_CrossingToShip" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,
    CONSTRAINT "_CrossingToShip_A_fkey" FOREIGN KEY ("A") REFERENCES "Crossing" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "_CrossingToShip_B_fkey" FOREIGN KEY ("B") REFERENCES "Ship" ("imo") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Crossing_fromId_toId_key" ON "Crossing"("fromId", "toId");

-- CreateIndex
CREATE UNIQUE INDEX "Captain_shipId_key" ON "Captain"("shipId");

-- CreateIndex
CREATE UNIQUE INDEX "_CrossingToShip_AB_unique" ON "_CrossingToShip"("A", "B");

-- CreateIndex
CREATE INDEX "_CrossingToShip_B_index" ON "_CrossingToShip"("B");
